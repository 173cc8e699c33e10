import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useCountsHours, useTitles } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { useNow } from '../app/now.ts';
import { useTermText } from '../app/term-text.ts';
import { Button } from '../ui/form/button.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { TaskFoot, TaskMain } from '../ui/frame/task-bar.tsx';
import { NameTiles } from '../ui/rollcall/name-tiles.tsx';
import { ReasonRow } from '../ui/rollcall/reason-row.tsx';
import { Consequences, RollHead } from '../ui/rollcall/roll-head.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { BesideNote } from './beside-note.tsx';
import { PartlySeenLine } from './judged-line.tsx';
import { heldAt } from './meeting-times.ts';
import { MeetingPlan } from './meeting-plan.tsx';
import { besideOf, faultsOf } from './meeting.ts';
import type { Activity, Roll } from './queries.ts';
import { PlannedNote } from './planned-note.tsx';
import type { Plan } from './plan-queries.ts';
import { SignedAndCounted } from './signed-and-counted.tsx';
import { SavingTrouble } from './saving-trouble.tsx';
import { useHours } from './use-hours.ts';
import { useMeeting } from './use-meeting.ts';
import { useSaving } from './use-saving.ts';

type Props = {
  readonly roll: Roll;
  readonly last: Activity | undefined;
  readonly plan: Plan | undefined;
  readonly signIns: ReadonlyMap<string, string>;
};

/** Everyone is present until tapped. From the branch's page: topic, name, reason, name, reason, save. */
export function MeetingForm({ roll, last, plan, signIns }: Props): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const hours = useHours();
  const countsHours = useCountsHours();
  const { meeting, expected, current, savedAt, change, tap, ask, excuse, excuseRest, discard } = useMeeting(
    roll,
    last,
    plan,
    signIns,
  );
  const beside = besideOf(meeting, roll.held);
  const saving = useSaving({ branchId: roll.branch.id, plan, beside }, meeting, change, discard);
  const [tries, setTries] = useState(0);
  const [mistyped, setMistyped] = useState(false);
  const now = useNow();
  const faults = faultsOf(meeting, new Date(now));
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (tries > 0) main.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const due = expected.length;
  const absent = Object.keys(meeting.away).length;
  const here = due - absent;
  const asked = expected.find((entry) => entry.personId === current);
  const save = (): void => {
    if (faults.away !== undefined) ask(faults.away);
    // A count that is none stays in its field as it was typed, and is not saved as if there had been none.
    if (Object.keys(faults).length > 0 || mistyped) setTries(tries + 1);
    else saving.save();
  };
  if (!roll.mayRecord || due === 0)
    return (
      <TaskMain>
        {roll.isPartlySeen ? (
          <PartlySeenLine />
        ) : (
          <EmptyLine>{t(roll.mayRecord ? 'study.nobodyOnRoll' : 'study.mayNotRecord')}</EmptyLine>
        )}
      </TaskMain>
    );
  return (
    <>
      <main id="main" className="study-record" ref={main} tabIndex={-1}>
        {plan !== undefined && <PlannedNote plan={plan} />}
        <MeetingPlan
          meeting={meeting}
          kinds={roll.allowed.kinds}
          change={change}
          faults={tries > 0 ? faults : {}}
          error={saving.error}
          isSettled={plan?.activityId != null}
        />
        <RollHead here={here} due={due} hint={signIns.size > 0 ? '' : t('study.everyoneUntilTapped')} />
        <NameTiles
          people={expected.map(({ personId, name }) => {
            const reason = meeting.away[personId];
            return { key: personId, name, absence: reason && titles.reason(reason) };
          })}
          current={current}
          onTap={tap}
        />
        {plan !== undefined && (
          <SignedAndCounted
            roll={{ ...roll, roll: [...expected] }}
            signIns={signIns}
            meeting={meeting}
            onCount={(heads) => change({ heads })}
            onMistyped={setMistyped}
            onRest={excuseRest}
          />
        )}
        <p className="study-kept m-caption">
          {t('study.keptHere')} {savedAt !== null && <SavedAt at={savedAt} />}{' '}
          {savedAt !== null && (
            <button type="button" className="m-link" onClick={discard}>
              {t('study.startAgain')}
            </button>
          )}
        </p>
      </main>
      <div className="study-foot">
        {asked !== undefined && (
          <ReasonRow
            name={asked.name}
            reasons={roll.allowed.absences.map((code) => ({ key: code, label: titles.reason(code) }))}
            chosen={meeting.away[asked.personId]}
            onChoose={excuse}
          />
        )}
        {tries > 0 && faults.away !== undefined && (
          <p className="study-fault" role="alert">
            {t('study.fault.reason-missing')}
          </p>
        )}
        <BesideNote held={beside} />
        <SavingTrouble saving={saving} branchId={roll.branch.id} recordAnother={() => change({ key: '' })} />
        <TaskFoot>
          <Consequences>
            {[
              ...(countsHours && beside.length > 0 ? [t('study.countsOnce')] : []),
              ...(countsHours && beside.length === 0
                ? [
                    <Say
                      key="hours"
                      k="study.willEarn"
                      count={here}
                      values={{ hours: <b>{hours.words(Math.max(0, heldAt(meeting)?.minutes ?? 0))}</b> }}
                    />,
                  ]
                : []),
              ...(absent > 0 ? [t('study.willBeAbsent', { count: absent })] : []),
            ]}
          </Consequences>
          <Button primary busy={saving.busy} onClick={save}>
            {t(saveWords(saving.unanswered, beside.length > 0), { count: here })}
          </Button>
        </TaskFoot>
      </div>
    </>
  );
}

function saveWords(unanswered: boolean, beside: boolean): 'study.save' | 'study.saveAgain' | 'study.saveAnother' {
  if (unanswered) return 'study.saveAgain';
  return beside ? 'study.saveAnother' : 'study.save';
}
