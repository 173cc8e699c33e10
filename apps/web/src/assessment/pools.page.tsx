import { listPools } from '@muster/contract/assessment';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { SheetButton } from '../app/sheet-button.tsx';
import { Trouble } from '../app/trouble.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { EndedPools } from './ended-pools.tsx';
import { FormPool } from './form-pool.tsx';
import { usePools } from './pool-queries.ts';
import { PoolSheet } from './pool-sheet.tsx';
import './assessment.css';

export const page = createLazyRoute('/organisations/$organisationId/pools')({ component: PoolsPage });

/** Units in which so few may vote that an answer could be traced: who votes together with whom. */
function PoolsPage(): ReactNode {
  const t = useText();
  const term = useTerms();
  const { organisationId } = page.useParams();
  const { data, error, isPending, refetch } = usePools(organisationId);
  usePageTitle(t('assessment.pool.title'));
  const words = { units: term('unit', 'many'), unit: term('unit') };
  return (
    <>
      <DeskBar here="overview" />
      <Page>
        <PageHead
          verdict
          title={
            data === undefined
              ? '—'
              : data.small === 0
                ? t(data.pools.length === 0 ? 'assessment.pool.noneSmall' : 'assessment.pool.noneLeft', words)
                : t('assessment.pool.small', { count: data.small, ...words })
          }
          caption={t('assessment.pool.about', words)}
          actions={<SheetButton route={listPools} input={{ params: { organisationId } }} />}
        />
        {error !== null && <Trouble error={error} what={t('assessment.pool.title')} onRetry={() => void refetch()} />}
        {isPending && (
          <Sheet>
            <Loading rows={4} />
          </Sheet>
        )}
        {data !== undefined && (
          <>
            {data.small > 0 && (
              <FormPool
                key={data.pools.length}
                organisationId={organisationId}
                units={data.units}
                mayForm={data.mayForm}
              />
            )}
            {data.pools.length === 0 ? (
              <Sheet title={t('assessment.pool.standing')}>
                <EmptyLine>{t('assessment.pool.none')}</EmptyLine>
              </Sheet>
            ) : (
              data.pools.map((pool) => <PoolSheet key={pool.id} pool={pool} />)
            )}
            <EndedPools pools={data.ended} />
          </>
        )}
      </Page>
    </>
  );
}
