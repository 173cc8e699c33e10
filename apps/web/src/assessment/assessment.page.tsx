import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerm, useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { percentText } from '../app/format/numbers.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { UnitSide } from '../gate/unit-side.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { Electorate } from './assessment-columns.tsx';
import { ConfirmSheet } from './confirm-sheet.tsx';
import { CountForm } from './count-form.tsx';
import { useAssessment, type Assessment } from './queries.ts';
import { ReportSheet } from './report-sheet.tsx';
import { ResultSheet } from './result-sheet.tsx';
import { RoundSheets } from './round-sheets.tsx';
import { TellersSheet } from './tellers-sheet.tsx';
import { Together } from './together.tsx';
import { TooFewSheet } from './too-few.tsx';
import './assessment.css';

export const page = createLazyRoute('/assessments/$assessmentId')({ component: AssessmentPage });

/** One paper vote: counted by two apart, confirmed by the team, then shown. */
function AssessmentPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { assessmentId } = page.useParams();
  const { data, error, isPending, refetch } = useAssessment(assessmentId);
  usePageTitle(t('assessment.title'));
  return (
    <>
      <DeskBar here="unit" />
      <Page side={data !== undefined && <UnitSide unitId={data.unit.id} here="assessments" />}>
        {isPending && <Loading rows={8} />}
        {error !== null && <Trouble error={error} what={t('assessment.title')} onRetry={() => void refetch()} />}
        {data !== undefined && (
          <OfCampaign id={data.campaignId}>
            <PageHead verdict title={<Verdict assessment={data} />} caption={<About assessment={data} />} />
            {data.pool !== null && (
              <Sheet>
                <Together units={data.pool.units} />
              </Sheet>
            )}
            {data.tooFew !== null && <TooFewSheet assessment={data} few={data.tooFew} />}
            {data.may.confirm && <ConfirmSheet assessment={data} />}
            {data.may.tell && <CountForm key={data.state + data.round} assessment={data} />}
            {data.recused && (
              <Sheet>
                <EmptyLine>{t('refusal.recused-oneself', { termUnit: term('unit') })}</EmptyLine>
              </Sheet>
            )}
            {data.state === 'confirmed' && data.may.report && (
              <div id="report" className="assessment-report">
                <ReportSheet assessment={data} />
              </div>
            )}
            {data.tally !== null && <ResultSheet assessment={data} tally={data.tally} />}
            {data.state === 'confirmed' && !data.may.report && <ReportSheet assessment={data} />}
            {(data.pool?.countedIn ?? null) === null && <TellersSheet assessment={data} />}
            <RoundSheets assessment={data} />
          </OfCampaign>
        )}
      </Page>
    </>
  );
}

/** Whose turn it is, or what came of it. */
function Verdict({
  assessment: { state, tellers, differences, tally, tooFew },
}: {
  readonly assessment: Assessment;
}): ReactNode {
  const t = useText();
  const team = useTerm('team');
  if (tooFew !== null)
    return (
      <span className="m-gap">
        {t(state === 'confirmed' ? 'assessment.verdict.fewConfirmed' : 'assessment.verdict.fewAgreed', {
          count: tooFew.valid,
          least: tooFew.least,
          team,
        })}
      </span>
    );
  switch (state) {
    case 'counting':
      return t(tellers.length === 0 ? 'assessment.verdict.nobodyCounted' : 'assessment.verdict.oneCounted');
    case 'differing':
      return <span className="m-gap">{t('assessment.verdict.differing', { count: differences.length })}</span>;
    case 'agreed':
      return t('assessment.verdict.agreed', { team });
    case 'confirmed': {
      const share = percentText(tally?.dissatisfied ?? 0, tally?.valid ?? 0);
      if (tally?.blocks !== true) return t('assessment.verdict.confirmed', { share });
      return <span className="m-gap">{t('assessment.verdict.blocks', { share })}</span>;
    }
  }
}

function About({ assessment }: { readonly assessment: Assessment }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  return (
    <Facts>
      <UserText>{assessment.unit.name}</UserText>
      {titles.stage(assessment.stageCode)}
      {t('assessment.attempt', { number: assessment.attempt })}
      {due(assessment.heldOn)}
      <Electorate electorate={assessment.electorate} />
    </Facts>
  );
}
