import { createLazyRoute, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useNow } from '../../app/now.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { AsOf } from '../../ui/figure/as-of.tsx';
import { Button, ButtonLink } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useOrganisation } from '../queries.ts';
import { ClaimRecords } from './claim-records.tsx';
import { DifferencesBeneath } from './differences-beneath.tsx';
import { useReconciliation } from './queries.ts';
import { StateClaims, type Stating } from './state-claims.tsx';
import { StatementSheet } from './statement-sheet.tsx';
import { UnstatedSheet } from './unstated-sheet.tsx';

export const page = createLazyRoute('/organisations/$organisationId/reconciliation')({ component: ReconciliationPage });

/** Stated totals, the sums of their parts and what was counted, side by side; a difference first. */
function ReconciliationPage(): ReactNode {
  const t = useText();
  const now = useNow();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/reconciliation' });
  const { data: here } = useOrganisation(organisationId);
  const { data, error, refetch } = useReconciliation(organisationId);
  const [stating, setStating] = useState<Stating | null>(null);
  usePageTitle(t('organisation.claims.title'));
  const mayState = data?.mayState === true;
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <PageHead
          title={t('organisation.claims.title')}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('organisation.claims.onlyBeside')}
            </Facts>
          }
          asOf={data !== undefined && <AsOf at={data.at} now={now} />}
          actions={
            <>
              <ButtonLink href="/lists">{t('organisation.lists.title')}</ButtonLink>
              {mayState && (
                <Button primary onClick={() => setStating({ measure: null, statement: null })}>
                  {t('organisation.claims.state')}
                </Button>
              )}
            </>
          }
        />
        {data === undefined && (
          <Sheet>
            {error === null ? (
              <Loading rows={8} />
            ) : (
              <Trouble error={error} what={t('organisation.claims.title')} onRetry={() => void refetch()} />
            )}
          </Sheet>
        )}
        {data?.measures.flatMap(({ measure, statements }) =>
          statements.map((statement) => (
            <StatementSheet
              key={`${measure} ${statement.batchId ?? ''} ${statement.source ?? ''}`}
              organisationId={organisationId}
              measure={measure}
              statement={statement}
              data={data}
              onCorrect={mayState ? () => setStating({ measure, statement }) : undefined}
            />
          )),
        )}
        {data !== undefined && (
          <>
            <UnstatedSheet
              organisationId={organisationId}
              measures={data.measures}
              onState={mayState ? (measure) => setStating({ measure, statement: null }) : undefined}
            />
            <DifferencesBeneath organisationId={organisationId} />
            <ClaimRecords data={data} />
          </>
        )}
        {stating !== null && data !== undefined && (
          <StateClaims organisationId={organisationId} data={data} stating={stating} onClose={() => setStating(null)} />
        )}
      </Page>
    </>
  );
}
