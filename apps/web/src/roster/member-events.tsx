import type { ReactNode } from 'react';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText, type Text } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './member-acts.css';
import { endWord } from './end-word.ts';
import type { History } from './member-queries.ts';
import { VoidEnd } from './void-end.tsx';

interface Event {
  readonly key: string;
  readonly on: string;
  readonly what: ReactNode;
  readonly note?: string | null;
  readonly by?: string;
  readonly voided?: History['ends'][number]['voided'];
  readonly act?: ReactNode;
}

/** The membership from the first day to now: joined, moved, changed, left, and what was corrected. Latest first. */
export function MemberEvents({ history }: { readonly history: History }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const events = [...placesOf(t, history), ...changesOf(t, history)].toSorted((a, b) => b.on.localeCompare(a.on));
  if (events.length === 0) return null;
  return (
    <Sheet title={t('roster.history.title')} caption={t('roster.history.latestFirst')}>
      <ol className="roster-events">
        {events.map(({ key, on, what, note, by, voided, act }) => (
          <li key={key}>
            <time dateTime={on}>{fullDay(on)}</time>
            <div>
              <span {...(voided != null && { className: 'roster-void' })}>{what}</span>
              <span className="m-second">
                <Facts>
                  {note != null && <UserText>{note}</UserText>}
                  {by !== undefined && <Say k="roster.history.by" values={{ who: <UserText>{by}</UserText> }} />}
                  {voided != null && (
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
              </span>
              {act}
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

const continued: ReadonlySet<string | null> = new Set(['transferred', 'merged', 'region-moved']);

/** Where somebody joined in a place that this roster does not name, the day stands by itself. */
function placesOf(t: Text, { memberships }: History): Event[] {
  let joined = '';
  return memberships.flatMap(({ id, branch, unit, fromOn, joinedOn, endReason }, index) => {
    const before = memberships[index + 1];
    const isFirst = before === undefined || !continued.has(before.endReason);
    // What was corrected since stands in the last membership.
    if (index === 0 || !continued.has(endReason)) joined = joinedOn;
    const isElsewhere = isFirst && joined < fromOn;
    const moved = !isFirst || isElsewhere;
    const values = { branch: <UserText>{branch.name}</UserText>, unit: <UserText>{unit.name}</UserText> };
    return [
      {
        key: id,
        on: fromOn,
        what: <Say k={moved ? 'roster.history.moved' : 'roster.history.joined'} values={values} />,
      },
      ...(isElsewhere ? [{ key: `${id} joined`, on: joined, what: t('roster.history.joinedElsewhere') }] : []),
    ];
  });
}

function changesOf(t: Text, { ends, standings, corrections }: History): Event[] {
  return [
    ...ends.map(({ id, reason, on, note, by, voided, mayVoid }) => ({
      key: id,
      on,
      note,
      by,
      voided,
      what: endWord(t, reason),
      ...(mayVoid && { act: <VoidEnd endId={id} /> }),
    })),
    ...standings.map(({ id, before, after, on, note, by }) => ({
      key: id,
      on,
      note,
      by,
      what: t('roster.history.standing', {
        before: t(`roster.standings.${before}`),
        after: t(`roster.standings.${after}`),
      }),
    })),
    ...corrections.map(({ id, name, bornIn, reason, by, recordedAt }) => ({
      key: id,
      on: civilDate(recordedAt),
      note: reason,
      by,
      what: (
        <Say
          k={bornIn === null ? 'roster.history.corrected' : 'roster.history.correctedYear'}
          values={{ name: <UserText>{name}</UserText>, year: bornIn }}
        />
      ),
    })),
  ];
}
