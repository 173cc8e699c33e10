import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { ActOnMany } from '../../app/many/act-on-many.tsx';
import { NoteField } from '../../app/many/note-field.tsx';
import { useFormFaults } from '../../app/refusal.ts';
import type { Obligation } from '../queries.ts';
import { useCheckMany } from './queries.ts';

type Props = { readonly organisationId: string; readonly listed: readonly Obligation[] };

/** Of what is listed, that which awaits one's own check: accepted together, or returned for one reason. */
export function AcceptMany({ organisationId, listed }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { value, change, discard } = useDraft(`checks.${organisationId}`, { note: '' });
  const { mutate, isPending, error, isSuccess, variables } = useCheckMany(discard);
  const faults = useFormFaults(error, []);
  const waiting = listed.filter(({ state, may }) => state === 'waiting' && may.check);
  const versionOf = new Map(waiting.map(({ id, versions }) => [id, versions]));
  const note = value.note.trim();
  const say = (outcome: 'accepted' | 'returned') => (ids: readonly string[]) =>
    mutate({
      outcome,
      note: note === '' ? null : note,
      checks: ids.map((obligationId) => ({ obligationId, version: versionOf.get(obligationId) ?? 0 })),
    });
  const count = variables?.checks.length ?? 0;
  return (
    <ActOnMany
      title={t('obligation.many.accept')}
      folded={t('obligation.many.waiting', { count: waiting.length })}
      lines={waiting.map(({ id, unit, title, versions }) => ({
        id,
        whose: unit.name,
        what: `${titles.of(title)} · ${t('obligation.version', { number: versions })}`,
      }))}
      acts={[
        {
          key: 'accept',
          word: (of) => t('obligation.many.doAccept', { count: of }),
          effect: t('obligation.many.acceptEffect'),
          send: say('accepted'),
        },
        {
          key: 'return',
          word: (of) => t('obligation.many.doReturn', { count: of }),
          effect: t('obligation.many.returnEffect'),
          reason: note === '' ? t('obligation.sayWhy') : undefined,
          send: say('returned'),
        },
      ]}
      sent={{ ids: variables?.checks.map(({ obligationId }) => obligationId) ?? [], list: 'checks', error, isPending }}
      done={
        isSuccess
          ? t(variables.outcome === 'returned' ? 'obligation.many.returned' : 'obligation.many.accepted', { count })
          : null
      }
      fault={faults.rest}
    >
      <NoteField
        label={t('obligation.note')}
        hint={t('obligation.noteHint')}
        value={value.note}
        onChange={(typed) => change({ note: typed })}
      />
    </ActOnMany>
  );
}
