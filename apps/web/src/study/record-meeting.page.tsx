import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCampaigns, useTerm } from '../app/campaign.ts';
import { InstanceLines } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { Trouble } from '../app/trouble.tsx';
import { TaskBar, TaskMain } from '../ui/frame/task-bar.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { JudgedLine, LeftOutNow } from './judged-line.tsx';
import { LeftOutThere } from './left-out-there.tsx';
import { MeetingForm } from './meeting-form.tsx';
import { usePlan } from './plan-queries.ts';
import { useLatestActivities, useRoll, type Roll } from './queries.ts';
import { useSignIns } from './sign-in-queries.ts';
import './study.css';

export const page = createLazyRoute('/branches/$branchId/record')({ component: RecordMeeting });

const nobody: ReadonlyMap<string, string> = new Map();

/** Without those whose unit is being judged: they are on no new sheet. */
function expectedNow(roll: Roll): Roll {
  const judged = new Set(roll.judged.map(({ id }) => id));
  return judged.size === 0 ? roll : { ...roll, roll: roll.roll.filter(({ unitId }) => !judged.has(unitId)) };
}

/** One thing is done here and left again: who came, to what, when. */
function RecordMeeting(): ReactNode {
  const t = useText();
  const { branchId } = page.useParams();
  const roll = useRoll(branchId);
  const latest = useLatestActivities(branchId);
  const planId = useSearchParam('plan');
  const plan = usePlan(planId);
  const signIns = useSignIns(planId, branchId);
  const campaigns = useCampaigns();
  const branch = useTerm('branch', 'start');
  usePageTitle(t('study.record'));
  const failed = roll.error ?? campaigns.error ?? plan.error ?? signIns.error;
  const ready =
    roll.data !== undefined &&
    campaigns.data !== undefined &&
    !latest.isPending &&
    (planId === '' || (plan.data !== undefined && signIns.data !== undefined));
  const isJudged = roll.data?.stage?.isJudged === true;
  const trouble = <Trouble error={failed} what={t('study.rollName')} onRetry={() => void roll.refetch()} />;
  return (
    <div className="study-task">
      <InstanceLines />
      <TaskBar
        title={t('study.record')}
        backHref={`/branches/${branchId}`}
        about={roll.data === undefined ? branch : <UserText>{roll.data.branch.name}</UserText>}
        complaintHref={`/burden?from=${encodeURIComponent(`/branches/${branchId}/record`)}`}
      />
      {failed !== null && ready && trouble}
      {(!ready || isJudged) && (
        <TaskMain>
          {!ready && (failed === null ? <Loading rows={6} /> : trouble)}
          {ready && <JudgedLine units={roll.data.judged} />}
        </TaskMain>
      )}
      {ready && !isJudged && planId === '' && roll.data.judged.length > 0 && <LeftOutNow units={roll.data.judged} />}
      {ready && !isJudged && signIns.data !== undefined && signIns.data.leftOut.length > 0 && (
        <div className="study-judged-line study-left-out-there" role="note">
          <LeftOutThere
            units={signIns.data.leftOut.map((each) => ({
              ...each,
              who: each.people.map(({ personId, name }) => <UserText key={personId}>{name}</UserText>),
            }))}
          />
        </div>
      )}
      {ready && !isJudged && (
        <MeetingForm
          roll={expectedNow(roll.data)}
          last={latest.data?.find((one) => one.voided === null)}
          plan={plan.data}
          signIns={signIns.data?.signedAt ?? nobody}
        />
      )}
    </div>
  );
}
