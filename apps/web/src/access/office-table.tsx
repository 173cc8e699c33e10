import type { Role } from '@muster/core/access';
import type { ReactNode } from 'react';
import { useOriginName } from './origin-name.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText, type Text } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useEndAppointment, type Appointment } from './queries.ts';
import { useRoleName } from './role-name.ts';

type Props = {
  readonly appointments: readonly Appointment[];
  readonly organisationId: string;
  /** Those that one may give, and so may end. */
  readonly roles: readonly Role[];
};

export function OfficeTable({ appointments, organisationId, roles }: Props): ReactNode {
  const t = useText();
  const originName = useOriginName();
  const sayRefusal = useRefusal();
  const roleName = useRoleName();
  const { fullDay: day } = useFormat();
  const end = useEndAppointment(organisationId);
  // Whoever may not give an office here is not told who has an account: nothing is said of it, least of all that there is none.
  const managed = roles.length > 0;
  const columns = columnsOf(t, {
    roleName,
    originName,
    day,
    mayEnd: ({ role, toOn }) => toOn === null && roles.includes(role),
    busy: end.isPending,
    onEnd: end.mutate,
  });
  return (
    <>
      {end.error !== null && (
        <div className="m-sheet-body">
          <FormFault>{sayRefusal(end.error)}</FormFault>
        </div>
      )}
      <DataTable
        name={t('access.offices.title')}
        columns={managed ? columns : columns.filter(({ key }) => key !== 'account' && key !== 'act')}
        rows={appointments}
        rowKey={({ id }) => id}
        height="tall"
      />
    </>
  );
}

type Ways = {
  readonly roleName: (role: string) => string;
  readonly originName: ReturnType<typeof useOriginName>;
  readonly day: (date: string) => string;
  readonly mayEnd: (appointment: Appointment) => boolean;
  readonly busy: boolean;
  readonly onEnd: (id: string) => void;
};

function columnsOf(t: Text, { roleName, originName, day, mayEnd, busy, onEnd }: Ways): Column<Appointment>[] {
  return [
    {
      key: 'person',
      head: t('access.offices.who'),
      cell: ({ person }) => (
        <Anchor className="m-link" href={`/people/${person.id}`}>
          <UserText>{person.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'role',
      head: t('access.offices.office'),
      label: t('access.offices.office'),
      cell: ({ role, origin }) => (
        <>
          {roleName(role)}
          {origin !== null && <span className="m-second">{originName(origin)}</span>}
        </>
      ),
    },
    {
      key: 'time',
      head: t('access.offices.since'),
      label: t('access.offices.since'),
      width: 190,
      cell: ({ fromOn, toOn }) => (
        <>
          {day(fromOn)}
          {toOn !== null && <span className="m-second">{t('access.offices.until', { day: day(toOn) })}</span>}
        </>
      ),
    },
    {
      key: 'account',
      head: t('access.offices.account'),
      label: t('access.offices.account'),
      width: 170,
      cell: ({ account }) =>
        account === null ? (
          <span className="m-caption">{t('access.offices.noAccount')}</span>
        ) : (
          <>
            {account.login}
            <span className="m-second">{t(`access.accountState.${account.state}`)}</span>
          </>
        ),
    },
    {
      key: 'act',
      head: null,
      width: 120,
      align: 'right',
      cell: (appointment) =>
        mayEnd(appointment) && (
          <ConfirmButton
            small
            busy={busy}
            effect={
              <Say
                k="access.offices.endEffect"
                values={{
                  name: <UserText>{appointment.person.name}</UserText>,
                  office: roleName(appointment.role),
                }}
              />
            }
            onConfirm={() => onEnd(appointment.id)}
          >
            {t('access.offices.end')}
          </ConfirmButton>
        ),
    },
  ];
}
