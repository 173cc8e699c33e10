import type { ReactNode } from 'react';
import { civilDate, timeText } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { LateMark } from '../../ui/figure/late-mark.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Visit } from './queries.ts';
import { WithdrawVisit } from './withdraw-visit.tsx';

type Props = {
  readonly visits: readonly Visit[];
  /** At an activity the people are told apart, on somebody's own page the places. */
  readonly by: 'person' | 'place';
};

/** Record by record, the latest first; what was taken back stays, struck out. */
export function VisitList({ visits, by }: Props): ReactNode {
  return (
    <ul className="supervision-visits">
      {visits.map((visit) => (
        <OneVisit key={visit.id} visit={visit} by={by} />
      ))}
    </ul>
  );
}

function OneVisit({ visit, by }: { readonly visit: Visit } & Pick<Props, 'by'>): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const { kind, on, note, activity, withdrawn, isLate, at } = visit;
  const moment = (instant: string) => `${day(civilDate(instant))} ${timeText(instant, 'minute')}`;
  return (
    <li>
      <div className={withdrawn === null ? undefined : 'supervision-gone'}>
        <Facts>
          {day(on)}
          <UserText>{by === 'person' ? visit.person.name : visit.organisation.name}</UserText>
          {t(`supervision.leaders.did.${kind}`)}
          {by === 'place' && activity !== null && (
            <Anchor className="m-link" href={`/activities/${activity.id}`}>
              <UserText>{activity.topic}</UserText>
            </Anchor>
          )}
        </Facts>
      </div>
      {note !== null && (
        <p className="supervision-words">
          <UserText>{note}</UserText>
        </p>
      )}
      <p className="m-caption">
        <Say k="supervision.leaders.writtenBy" values={{ who: <UserText>{visit.by}</UserText>, time: moment(at) }} />
        {isLate && (
          <>
            {' '}
            <LateMark happened={on} recorded={civilDate(at)} />{' '}
            {visit.lateReason !== null && <UserText>{visit.lateReason}</UserText>}
          </>
        )}
      </p>
      {withdrawn !== null && (
        <p className="m-caption">
          <Say
            k="supervision.leaders.takenBackBy"
            values={{
              who: <UserText>{withdrawn.by}</UserText>,
              time: moment(withdrawn.at),
              reason: <UserText>{withdrawn.reason}</UserText>,
            }}
          />
        </p>
      )}
      {visit.mayWithdraw && <WithdrawVisit visitId={visit.id} />}
    </li>
  );
}
