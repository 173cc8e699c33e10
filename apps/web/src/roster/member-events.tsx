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
  const events = [...placesOf(history), ...changesOf(t, history)].toSorted((a, b) => b.on.localeCompare(a.on));
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

function placesOf({ memberships }: History): Event[] {
  return memberships.map(({ id, branch, unit, fromOn }, index) => {
    const before = memberships[index + 1];
    const moved = before?.endReason === 'transferred' || before?.endReason === 'merged';
    const values = { branch: <UserText>{branch.name}</UserText>, unit: <UserText>{unit.name}</UserText> };
    return {
      key: id,
      on: fromOn,
      what: <Say k={moved ? 'roster.history.moved' : 'roster.history.joined'} values={values} />,
    };
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
