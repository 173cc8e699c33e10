import { listAssessments } from '@muster/contract/assessment';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useCodeSentence } from '../app/refusal.ts';
import { SheetButton } from '../app/sheet-button.tsx';
import { Trouble } from '../app/trouble.tsx';
import { UnitSide } from '../gate/unit-side.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useAssessmentColumns } from './assessment-columns.tsx';
import { CameAlong } from './came-along.tsx';
import { OpenForm } from './open-form.tsx';
import { useAssessments } from './queries.ts';
import { Together } from './together.tsx';
import './assessment.css';

export const page = createLazyRoute('/units/$unitId/assessments')({ component: Assessments });

/** Every attempt of a unit; none is ever taken away, the last one that had a result stands. */
function Assessments(): ReactNode {
  const t = useText();
  const term = useTerms();
  const sayCode = useCodeSentence();
  const words = { team: term('team'), office: term('office'), units: term('unit', 'many') };
  const { unitId } = page.useParams();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useAssessments(unitId);
  const first = data?.pages[0];
  const columns = useAssessmentColumns();
  usePageTitle(t('gate.side.assessments'));
  return (
    <>
      <DeskBar here="unit" />
      <Page side={<UnitSide unitId={unitId} here="assessments" />}>
        <PageHead
          title={t('gate.side.assessments')}
          caption={t('assessment.about', words)}
          actions={
            <>
              <Anchor className="m-link" href={`/units/${unitId}/polls`}>
                {t('ballot.title')}
              </Anchor>
              <SheetButton route={listAssessments} input={{ params: { organisationId: unitId } }} />
            </>
          }
        />
        {error !== null && <Trouble error={error} what={t('gate.side.assessments')} onRetry={() => void refetch()} />}
        {first !== undefined && first.together !== null && (
          <Sheet>
            <Together units={first.together} />
          </Sheet>
        )}
        {first !== undefined && first.tooFew !== null && (
          <Sheet>
            <EmptyLine>
              {t(first.together === null ? 'assessment.tooFewAlone' : 'assessment.tooFewTogether', {
                ...first.tooFew,
                ...words,
              })}
            </EmptyLine>
          </Sheet>
        )}
        {first !== undefined && first.openRefusal !== null && (
          <Sheet>
            <EmptyLine>{sayCode(first.openRefusal.code, first.openRefusal.params)}</EmptyLine>
          </Sheet>
        )}
        {first?.mayOpen === true && <OpenForm unitId={unitId} />}
        {isPending && (
          <Sheet>
            <Loading />
          </Sheet>
        )}
        {first !== undefined && <CameAlong votes={first.cameAlong} />}
        {data !== undefined && (
          <Sheet
            title={t('assessment.attempts')}
            caption={t('assessment.attemptsKept')}
            foot={hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />}
          >
            <DataTable
              name={t('assessment.attempts')}
              columns={columns}
              rows={data.pages.flatMap(({ assessments }) => assessments)}
              rowKey={({ id }) => id}
              height="tall"
              empty={<EmptyLine>{t('assessment.noneYet')}</EmptyLine>}
            />
          </Sheet>
        )}
      </Page>
    </>
  );
}
