import type { ReactNode } from 'react';
import { useRoleName } from '../access/role-name.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Button } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Namesakes } from './member-queries.ts';

type Props = {
  readonly namesakes: Namesakes;
  readonly isSomebodyElse: boolean;
  readonly busy: boolean;
  readonly onSomebodyElse: () => void;
  readonly onThisOne: (personId: string) => void;
};

/** Who might be meant: a member is transferred, somebody known by an office is taken in as the same person. */
export function NamesakeList({ namesakes, isSomebodyElse, busy, onSomebodyElse, onThisOne }: Props): ReactNode {
  const t = useText();
  const roleName = useRoleName();
  return (
    <div className="m-field">
      <p>{t('roster.add.known')}</p>
      <ul className="roster-found">
        {namesakes.people.map(({ id, name, bornIn, membership, offices }) => (
          <li key={id}>
            <span>
              <UserText>{name}</UserText>
              <span className="m-second">
                <Facts>
                  {bornIn !== null && t('roster.bornIn', { year: String(bornIn) })}
                  {membership !== null && <UserText>{membership.branch.name}</UserText>}
                  {offices.map(({ role, organisation }) => (
                    <Say
                      key={`${role} ${organisation.id}`}
                      k="roster.transfer.office"
                      values={{ role: roleName(role), organisation: <UserText>{organisation.name}</UserText> }}
                    />
                  ))}
                </Facts>
              </span>
            </span>
            {membership === null ? (
              <Button small busy={busy} onClick={() => onThisOne(id)}>
                {t('roster.add.thisOne')}
              </Button>
            ) : (
              <Anchor className="m-link" href={`/people/${id}`}>
                {t('roster.add.toTransfer')}
              </Anchor>
            )}
          </li>
        ))}
        {namesakes.elsewhere > 0 && <li>{t('roster.add.elsewhere', { count: namesakes.elsewhere })}</li>}
      </ul>
      {!isSomebodyElse && (
        <Button small onClick={onSomebodyElse}>
          {t('roster.add.somebodyElse')}
        </Button>
      )}
    </div>
  );
}
