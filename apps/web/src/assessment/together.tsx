import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { useComma } from '../app/i18n/use-comma.ts';
import { UserText } from '../ui/text/user-text.tsx';

type Props = { readonly units: readonly { readonly id: string; readonly name: string }[] };

/** With whom a vote is held, and that its result is that of each of them. */
export function Together({ units }: Props): ReactNode {
  const comma = useComma();
  const [host] = units;
  return (
    <p className="assessment-together">
      <Say
        k="assessment.pool.together"
        values={{
          units: <UserText>{units.map(({ name }) => name).join(comma)}</UserText>,
          host: <UserText>{host?.name ?? ''}</UserText>,
        }}
      />
    </p>
  );
}
