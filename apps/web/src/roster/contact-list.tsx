import { voidContact } from '@muster/contract/roster';
import type { ReactNode } from 'react';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { LateMark } from '../ui/figure/late-mark.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useRosterAct } from './acts.ts';
import type { Contact } from './member-queries.ts';
import './member-acts.css';
import { ReasonAct } from './reason-act.tsx';

/** Every attempt to reach the member, every lesson brought home, every word from the member. Latest first. */
export function ContactList({ contacts }: { readonly contacts: readonly Contact[] }): ReactNode {
  const t = useText();
  return (
    <Sheet title={t('roster.contact.list')} caption={t('roster.history.latestFirst')}>
      {contacts.length === 0 ? (
        <EmptyLine>{t('roster.contact.none')}</EmptyLine>
      ) : (
        <ol className="roster-events">
          {contacts.map((contact) => (
            <li key={contact.id}>
              <Line contact={contact} />
            </li>
          ))}
        </ol>
      )}
    </Sheet>
  );
}

function Line({ contact }: { readonly contact: Contact }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const { mode, on, outcome, note, whereabouts, reachBy, by, isLate, lateReason, recordedAt, voided } = contact;
  const words =
    mode === 'report-in' || mode === 'lesson'
      ? t(`roster.mode.${mode}`)
      : t('roster.contact.line', { mode: t(`roster.mode.${mode}`), outcome: t(`roster.outcome.${outcome}`) });
  return (
    <>
      <time dateTime={on}>{fullDay(on)}</time>
      <div>
        <span {...(voided !== null && { className: 'roster-void' })}>{words}</span>
        {whereabouts !== null && (
          <>
            {' '}
            <UserText>{whereabouts}</UserText>
          </>
        )}
        <span className="m-second">
          <Facts>
            {reachBy !== null && <Say k="roster.contact.reachBy" values={{ how: <UserText>{reachBy}</UserText> }} />}
            {note !== null && <UserText>{note}</UserText>}
            <Say k="roster.history.by" values={{ who: <UserText>{by}</UserText> }} />
            {lateReason !== null && <UserText>{lateReason}</UserText>}
            {voided !== null && (
              <Say
                k="roster.history.voided"
                values={{
                  who: <UserText>{voided.by}</UserText>,
                  day: fullDay(civilDate(voided.at)),
                  reason: <UserText>{voided.reason}</UserText>,
                }}
              />
            )}
          </Facts>
          {isLate && <LateMark happened={on} recorded={civilDate(recordedAt)} />}
        </span>
        {contact.mayVoid && <VoidContact contactId={contact.id} />}
      </div>
    </>
  );
}

function VoidContact({ contactId }: { readonly contactId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useRosterAct(voidContact);
  return (
    <ReasonAct
      title={t('roster.contact.void')}
      label={t('roster.contact.voidReason')}
      fault={error === null ? undefined : sayRefusal(error)}
      busy={isPending}
      onSend={(reason) => mutate({ params: { contactId }, body: { reason } })}
    />
  );
}
