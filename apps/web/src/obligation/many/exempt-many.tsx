import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { ActOnMany } from '../../app/many/act-on-many.tsx';
import { NoteField } from '../../app/many/note-field.tsx';
import { useFormFaults } from '../../app/refusal.ts';
import { mayAnywhere, useMe } from '../../app/session.ts';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Owed } from '../queries.ts';
import { useExemptMany } from './queries.ts';

type Props = { readonly organisationId: string; readonly listed: readonly Owed[] };

/** Of what is listed, that which is still to be done: many let off for one reason, each with an entry of its own. */
export function ExemptMany({ organisationId, listed }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const me = useMe();
  const { value, change, discard } = useDraft(`exemptions.${organisationId}`, { reason: '' });
  const { mutate, isPending, error, isSuccess, variables } = useExemptMany(discard);
  const faults = useFormFaults(error, ['reason']);
  const open = listed.filter(
    ({ standing, kind }) => (standing === 'open' || standing === 'overdue') && kind !== 'order',
  );
  if (!mayAnywhere(me, 'relieve-obligation')) return null;
  const reason = value.reason.trim();
  const ids = variables?.obligationIds ?? [];
  return (
    <ActOnMany
      title={t('obligation.many.exempt')}
      folded={t('obligation.many.open', { count: open.length })}
      lines={open.map(({ id, kind, unit, branch, person, title }) => ({
        id,
        whose: (person ?? branch ?? unit)?.name ?? '',
        what: (
          <Facts>
            {person !== null && unit !== null && <UserText>{unit.name}</UserText>}
            {/* A meeting is called as those who held it called it. */}
            {kind === 'make-up' ? <UserText>{titles.of(title)}</UserText> : titles.of(title)}
          </Facts>
        ),
      }))}
      acts={[
        {
          key: 'exempt',
          word: (count) => t('obligation.many.doExempt', { count }),
          effect: t('obligation.relief.exemptAbout'),
          reason: reason === '' ? t('obligation.many.reasonFirst') : undefined,
          send: (obligationIds) => mutate({ obligationIds, reason }),
        },
      ]}
      sent={{ ids, list: 'obligationIds', error, isPending }}
      done={isSuccess ? t('obligation.many.exempted', { count: ids.length }) : null}
      fault={faults.rest}
    >
      <NoteField
        label={t('obligation.relief.reason')}
        hint={t('obligation.relief.exemptAbout')}
        error={faults.at('reason')}
        value={value.reason}
        onChange={(typed) => change({ reason: typed })}
      />
    </ActOnMany>
  );
}
