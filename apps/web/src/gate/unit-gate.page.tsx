import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerm, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { ComingSheet } from '../study/coming-sheet.tsx';
import { UnspokenSheet } from '../study/unspoken-sheet.tsx';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Attempts } from './attempts.tsx';
import { Arrived } from './arrived.tsx';
import { CameOff } from './came-off.tsx';
import { Flipped } from './flipped.tsx';
import { Flow } from './flow.tsx';
import { Lacking } from './lacking.tsx';
import { LastVotes } from './last-votes.tsx';
import { OpenFindings } from './open-findings.tsx';
import { Others } from './others.tsx';
import { useGate, type Gate } from './queries.ts';
import { NotMine } from './not-mine.tsx';
import { ReviewSheet } from './review-sheet.tsx';
import { SelfCheckLine } from './self-check-line.tsx';
import { Settled } from './settled.tsx';
import { dayOf, isUnderWay, sentBackAs, standingOf } from './standing.ts';
import { UnitSide } from './unit-side.tsx';
import { StageLine, Verdict } from './verdict.tsx';
import '../study/study.css';
import './gate.css';

export const page = createLazyRoute('/units/$unitId')({ component: UnitGate });

/** What stands between a unit and its next stage, each line with the act that closes it. */
function UnitGate(): ReactNode {
  const t = useText();
  const { unitId } = page.useParams();
  const { data, error, isPending, refetch } = useGate(unitId);
  usePageTitle(t('gate.side.gate'));
  return (
    <>
      <DeskBar here="unit" />
      <Page side={<UnitSide unitId={unitId} here="gate" />}>
        {error !== null && <Trouble error={error} what={t('gate.side.gate')} onRetry={() => void refetch()} />}
        {isPending && (
          <>
            <PageHead verdict title="—" />
            <Sheet>
              <Loading rows={6} />
            </Sheet>
          </>
        )}
        {data !== undefined && <Standing gate={data} />}
        {data !== undefined && <ComingSheet organisationId={unitId} brief />}
        {data !== undefined && <UnspokenSheet organisationId={unitId} />}
      </Page>
    </>
  );
}

function Standing({ gate }: { readonly gate: Gate }): ReactNode {
  const titles = useTitles();
  const today = dayOf(gate);
  const standing = standingOf(gate, today);
  const { transition } = gate;
  const mine = transition !== null && (transition.may.endorse || transition.may.decide);
  // Why it came back is the first thing that the unit has to read.
  const isSentBack = sentBackAs(gate) !== null;
  const attempts = (
    <Attempts
      attempts={[...(transition === null ? [] : [transition]), ...gate.earlier.toReversed()]}
      next={nextOf(gate)}
    />
  );
  return (
    <>
      <PageHead
        verdict
        title={<Verdict gate={gate} standing={standing} />}
        caption={
          <>
            <StageLine gate={gate} today={today} /> <SelfCheckLine gate={gate} />
            <Others gate={gate} standing={standing} />
          </>
        }
        asOf={<AsOf at={gate.asOf} counted />}
      />
      {isUnderWay(standing) && <Flow gate={gate} standing={standing} />}
      {gate.recused && transition?.may.notDecide == null && <Recused />}
      <Flipped gate={gate} />
      {mine && (
        <ReviewSheet
          transition={transition}
          next={nextTitle(gate, titles.of)}
          unreported={gate.unreported}
          unmended={gate.unmended}
        />
      )}
      {transition !== null && <NotMine transition={transition} next={nextTitle(gate, titles.of)} />}
      {isSentBack && attempts}
      <OpenFindings gate={gate} today={today} primary={!mine && !gate.mayApply} />
      <Settled findings={gate.findings} />
      {!isSentBack && attempts}
      {standing.is === 'outside' && <LastVotes unitId={gate.unit.id} />}
      <CameOff people={gate.cameOff} />
      <Arrived people={gate.arrived} />
      <Lacking gate={gate} />
    </>
  );
}

/** Said once: where an application waits, its own sheet says so. */
function Recused(): ReactNode {
  const t = useText();
  const term = useTerm('unit');
  return (
    <Sheet>
      <EmptyLine>{t('refusal.recused-oneself', { termUnit: term })}</EmptyLine>
    </Sheet>
  );
}

/** Of a stage that is still open: the one after it. */
function nextOf(gate: Gate): Gate['stages'][number] | null {
  return gate.stageCode === null ? null : (gate.stages.find(({ state }) => state === 'ahead') ?? null);
}

function nextTitle(gate: Gate, titleOf: (title: { zh: string; en: string }) => string): string | null {
  const next = gate.stages.find(({ state }) => state === 'ahead');
  return next === undefined ? null : titleOf(next.title);
}
