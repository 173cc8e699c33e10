import { endAppointment } from '@muster/contract/access';
import type { ReactNode } from 'react';
import { useOriginName } from '../access/origin-name.ts';
import { useTerms } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { useRefusal } from '../app/refusal.ts';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useRosterAct } from './acts.ts';
import type { Representatives } from './member-queries.ts';

type Row = Representatives['people'][number];
type Props = { readonly people: readonly Row[]; readonly mayEnd: boolean };

/** Who was chosen from where and since when, and the assessments each was counted in. */
export function RepresentativeTable({ people, mayEnd }: Props): ReactNode {
  const term = useTerms();
  const columns = useColumns(mayEnd);
  return (
    <DataTable
      name={term('representative', 'start-many')}
      columns={columns}
      rows={people}
      rowKey={({ appointmentId }) => appointmentId}
      height="compact"
    />
  );
}

function useColumns(mayEnd: boolean): readonly Column<Row>[] {
  const t = useText();
  const originName = useOriginName();
  const term = useTerms();
  const { fullDay, span } = useFormat();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t('roster.name'),
      cell: ({ person, votesAsMember }) => (
        <>
          <UserText>{person.name}</UserText>
          {votesAsMember && (
            <span className="m-second">{t('roster.representatives.votesAsMember', { member: term('member') })}</span>
          )}
        </>
      ),
    },
    {
      key: 'origin',
      head: t('roster.quota.origin'),
      label: t('roster.quota.origin'),
      cell: ({ origin }) => originName(origin),
    },
    {
      key: 'since',
      head: t('roster.representatives.since'),
      label: t('roster.representatives.since'),
      cell: ({ fromOn, toOn }) => (toOn === null ? fullDay(fromOn) : span(fromOn, toOn)),
    },
    {
      key: 'assessments',
      head: t('roster.representatives.counted'),
      label: t('roster.representatives.counted'),
      cell: ({ assessments }) =>
        assessments.length === 0 ? (
          <span className="m-caption">{t('roster.representatives.notYet')}</span>
        ) : (
          assessments.map(({ id, heldOn }, place) => (
            <span key={id}>
              {place > 0 && t('roster.and')}
              <Anchor href={`/assessments/${id}`}>{fullDay(heldOn)}</Anchor>
            </span>
          ))
        ),
    },
  ];
  return mayEnd ? [...columns, { key: 'act', head: null, width: 110, cell: (row) => <End row={row} /> }] : columns;
}

function End({ row }: { readonly row: Row }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useRosterAct(endAppointment);
  return (
    <>
      {error !== null && <FormFault>{sayRefusal(error)}</FormFault>}
      <ConfirmButton
        small
        busy={isPending}
        effect={t('roster.representatives.endEffect')}
        onConfirm={() => mutate({ params: { appointmentId: row.appointmentId } })}
      >
        {t('roster.representatives.end')}
      </ConfirmButton>
    </>
  );
}
