import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCountsHours, useTerm, useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { daysBetween } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useCountedDay } from '../app/counted-day.ts';
import { useToday } from '../app/now.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { useTermText } from '../app/term-text.ts';
import { useStageDays } from '../campaign/dates/use-stage-days.ts';
import { CameBackLine } from '../gate/came-back-line.tsx';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ActivityTable } from './activity-table.tsx';
import { BranchRoll } from './branch-roll.tsx';
import { BranchSide } from './branch-side.tsx';
import { ComingSheet } from './coming-sheet.tsx';
import { JudgedLine, LeftOutNow, PartlySeenLine } from './judged-line.tsx';
import { LeaveSheet } from './leave-sheet.tsx';
import { standings, type Standing } from './lacking.ts';
import { useLatestActivities, useRoll, type Roll } from './queries.ts';
import { UnspokenSheet } from './unspoken-sheet.tsx';
import { useHours } from './use-hours.ts';
import './study.css';

export const page = createLazyRoute('/branches/$branchId')({ component: BranchHome });

/** A secretary's ten minutes: who lacks hours, and the button that records a meeting. */
function BranchHome(): ReactNode {
  const t = useText();
  const { branchId } = page.useParams();
  const roll = useRoll(branchId);
  const latest = useLatestActivities(branchId);
  usePageTitle(useTerm('branch', 'start'));
  const members = standings(roll.data?.hours ?? [], roll.data?.needs ?? []);
  return (
    <>
      <DeskBar here="branch" />
      <Page side={<BranchSide branchId={branchId} here="home" />}>
        {roll.error !== null && (
          <Trouble error={roll.error} what={t('study.rollName')} onRetry={() => void roll.refetch()} />
        )}
        {roll.isPending && <Loading rows={6} />}
        {roll.data !== undefined && (
          <>
            <PageHead
              verdict
              title={<Verdict roll={roll.data} members={members} />}
              caption={<About roll={roll.data} />}
              actions={<RecordButton roll={roll.data} />}
            />
            {roll.data.isPartlySeen && <PartlySeenLine />}
            {roll.data.mayRecord && roll.data.stage?.isJudged === true && <JudgedLine units={roll.data.judged} />}
            {roll.data.mayRecord && roll.data.stage?.isJudged === false && roll.data.judged.length > 0 && (
              <LeftOutNow units={roll.data.judged} />
            )}
            {roll.data.stage?.isOpen === true && !roll.data.stage.isJudged && (
              <CameBackLine unitId={roll.data.unit.id} />
            )}
            {roll.data.elsewhere.length > 0 && <Elsewhere roll={roll.data} />}
            <BranchRoll roll={roll.data} members={members} />
            {roll.data.stage !== null && <LeaveSheet roll={roll.data} />}
          </>
        )}
        {roll.data?.campaignId != null && <ComingSheet organisationId={branchId} />}
        {roll.data?.campaignId != null && <UnspokenSheet organisationId={branchId} />}
        {roll.error === null && (
          <Sheet
            title={t('study.latest')}
            right={
              <Anchor className="m-link" href={`/organisations/${branchId}/activities`}>
                {t('study.allActivities')}
              </Anchor>
            }
          >
            {latest.error !== null && (
              <Trouble error={latest.error} what={t('study.activities')} onRetry={() => void latest.refetch()} />
            )}
            {latest.isPending && <Loading />}
            {latest.data !== undefined && (
              <ActivityTable
                activities={latest.data}
                withBranch={false}
                empty={<EmptyLine>{t('study.noActivities')}</EmptyLine>}
              />
            )}
          </Sheet>
        )}
      </Page>
    </>
  );
}

function Verdict({ roll, members }: { readonly roll: Roll; readonly members: readonly Standing[] }): ReactNode {
  const t = useTermText();
  const term = useTerms();
  const countsHours = useCountsHours();
  const hours = useHours();
  const lacking = members.filter((member) => member.missing > 0);
  if (roll.stage?.isOpen !== true) return t('study.noOpenStage');
  const asked = members.filter((member) => member.parts.length > 0);
  if (asked.length === 0) {
    return countsHours ? t('study.noHoursNeeded') : t('study.onTheRoll', { count: members.length });
  }
  if (lacking.length === 0) return t('study.allHaveHours', { count: asked.length });
  const all = lacking.reduce((sum, member) => sum + member.missing, 0);
  return (
    <Say
      k="study.lackHours"
      count={lacking.length}
      values={{
        people: <span className="m-gap">{t('study.people', { count: lacking.length })}</span>,
        hours: hours.words(all),
        termHours: term('studyHour', 'many'),
      }}
    />
  );
}

function About({ roll }: { readonly roll: Roll }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const stageDays = useStageDays();
  const today = useCountedDay();
  const left = roll.stage === null ? 0 : daysBetween(today, roll.stage.endsOn);
  return (
    <Facts>
      <UserText>{roll.branch.name}</UserText>
      {roll.stage !== null && titles.stage(roll.stage.code)}
      {roll.stage !== null && stageDays(roll.stage)}
      {roll.stage?.isOpen === true &&
        (left < 0 ? t('ui.overdue', { count: -left }) : t('ui.daysLeft', { count: left }))}
    </Facts>
  );
}

/** Of a joint branch: who is in another stage than the one that stands above. */
function Elsewhere({ roll }: { readonly roll: Roll }): ReactNode {
  const titles = useTitles();
  const format = useFormat();
  return (
    <ul className="study-elsewhere">
      {roll.elsewhere.map(({ unit, stage }) => (
        <li key={unit.id}>
          <Facts>
            <UserText>{unit.name}</UserText>
            {titles.stage(stage.code)}
            {format.span(stage.startsOn, stage.endsOn)}
          </Facts>
        </li>
      ))}
    </ul>
  );
}

function RecordButton({ roll }: { readonly roll: Roll }): ReactNode {
  const t = useText();
  const today = useToday();
  const { day } = useFormat();
  if (!roll.mayRecord) return null;
  if (roll.stage?.isOpen !== true) return <Button reason={t('study.noOpenStage')}>{t('study.record')}</Button>;
  if (roll.stage.isJudged) return <Button reason={t('study.judgedNow')}>{t('study.record')}</Button>;
  const from = roll.roll.flatMap(({ since }) => since ?? []).toSorted()[0] ?? roll.stage.startsOn;
  if (today < from) return <Button reason={t('study.recordFrom', { day: day(from) })}>{t('study.record')}</Button>;
  return (
    <ButtonLink primary href={`/branches/${roll.branch.id}/record`}>
      {t('study.record')}
    </ButtonLink>
  );
}
