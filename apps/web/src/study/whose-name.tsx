import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { MakeUp } from './make-up/queries.ts';

/** Whose it is; of who belongs to another branch by now, which. The name leads on where one sees that person. */
export function WhoseName({ person }: Pick<MakeUp, 'person'>): ReactNode {
  const { id, name, mayOpen, elsewhere } = person;
  return (
    <>
      {mayOpen ? (
        <Anchor className="m-link" href={`/people/${id}`}>
          <UserText>{name}</UserText>
        </Anchor>
      ) : (
        <UserText>{name}</UserText>
      )}{' '}
      {elsewhere !== null && (
        <span className="m-caption">
          <Say
            k="study.nowElsewhere"
            values={{ branch: <UserText>{elsewhere.branch}</UserText>, unit: <UserText>{elsewhere.unit}</UserText> }}
          />{' '}
        </span>
      )}
    </>
  );
}
