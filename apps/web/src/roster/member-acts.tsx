import type { ReactNode } from 'react';
import { withdrawTransfer } from '@muster/contract/roster';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Trouble } from '../app/trouble.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { Act } from './act.tsx';
import { useRosterAct } from './acts.ts';
import { ContactForm } from './contact-form.tsx';
import { ContactList } from './contact-list.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { LeavingForm } from './leaving-form.tsx';
import { MemberEvents } from './member-events.tsx';
import { useHistory, type History } from './member-queries.ts';
import { ReasonAct } from './reason-act.tsx';
import { ReportForm } from './report-form.tsx';
import { StandingForm } from './standing-form.tsx';
import { TransferForm } from './transfer-form.tsx';

type Person = {
  readonly id: string;
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
};

/** A transfer under way, what can be done with the membership, and how the member was reached. */
export function MemberActs({ person }: { readonly person: Person }): ReactNode {
  const t = useText();
  const { data, error, refetch } = useHistory(person.id);
  if (data === undefined)
    return error === null ? null : (
      <Trouble error={error} what={t('roster.history.title')} onRetry={() => void refetch()} />
    );
  return (
    <>
      {data.openTransfer !== null && <OpenTransfer transfer={data.openTransfer} />}
      <Acts person={person} history={data} />
      {(data.contacts.length > 0 || data.mayRecordContact || data.mayReport) && (
        <ContactList contacts={data.contacts} />
      )}
    </>
  );
}

/** The membership from the first day to now. */
export function MemberHistory({ personId }: { readonly personId: string }): ReactNode {
  const { data } = useHistory(personId);
  return data === undefined ? null : <MemberEvents history={data} />;
}

function Acts({ person, history }: { readonly person: Person; readonly history: History }): ReactNode {
  const t = useText();
  const { mayManage, mayRecordContact, mayReport } = history;
  const open = history.memberships.find(({ toOn }) => toOn === null);
  if (!mayManage && !mayRecordContact && !mayReport) return null;
  return (
    <Sheet title={t('roster.acts')}>
      {mayReport && (
        <Act title={t('roster.report.title')}>
          <ReportForm personId={person.id} />
        </Act>
      )}
      {mayRecordContact && (
        <Act title={t('roster.contact.title')}>
          <ContactForm personId={person.id} />
        </Act>
      )}
      {mayManage && open !== undefined && history.openTransfer === null && (
        <Act title={t('roster.transfer.title')}>
          <TransferForm personId={person.id} history={history} />
        </Act>
      )}
      {mayManage && open !== undefined && (
        <Act title={t('roster.changeStanding.title')}>
          <StandingForm key={open.standing} personId={person.id} now={open.standing} />
        </Act>
      )}
      {mayManage && (
        <Act title={t('roster.correction.title')}>
          <CorrectionForm person={person} />
        </Act>
      )}
      {mayManage && open !== undefined && (
        <Act title={t('roster.leaving.title')}>
          <LeavingForm personId={person.id} offices={history.offices} />
        </Act>
      )}
    </Sheet>
  );
}

function OpenTransfer({ transfer }: { readonly transfer: NonNullable<History['openTransfer']> }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useRosterAct(withdrawTransfer);
  return (
    <Sheet padded>
      <p>
        <Say
          k="roster.transfer.isOpen"
          values={{
            to: <UserText>{transfer.to}</UserText>,
            who: <UserText>{transfer.proposedBy}</UserText>,
            day: fullDay(civilDate(transfer.proposedAt)),
          }}
        />
      </p>
      {transfer.mayWithdraw && (
        <ReasonAct
          title={t('roster.transfer.withdraw')}
          label={t('roster.transfer.reason')}
          fault={error === null ? undefined : sayRefusal(error)}
          busy={isPending}
          optional
          onSend={(reason) => mutate({ params: { transferId: transfer.id }, body: reason === '' ? {} : { reason } })}
        />
      )}
    </Sheet>
  );
}
