import type { ReactNode } from 'react';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Line } from './pick-lines.tsx';

type Props = { readonly said: string; readonly picked: readonly Pick<Line, 'id' | 'whose'>[] };

/** What will follow, and for whom, each by name. */
export function Effect({ said, picked }: Props): ReactNode {
  return (
    <>
      {said}
      <ul className="m-many-named">
        {picked.map(({ id, whose }) => (
          <li key={id}>
            <UserText>{whose}</UserText>
          </li>
        ))}
      </ul>
    </>
  );
}
