import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { useGate } from '../gate/queries.ts';
import { UnitSide } from '../gate/unit-side.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { CheckForm } from './check-form.tsx';
import { CheckTable } from './check-table.tsx';
import { About } from './self-check-about.tsx';
import { useSelfCheck, type SelfCheck } from './self-check-queries.ts';
import './supervision.css';

export const page = createLazyRoute('/units/$unitId/self-check')({ component: SelfCheckPage });

/** The standard, what the unit says of itself and what whoever checks again found; what they say differently stands out. */
function SelfCheckPage(): ReactNode {
  const t = useText();
  const { unitId } = page.useParams();
  const { data, error, isPending, refetch } = useSelfCheck(unitId);
  const { data: gate } = useGate(unitId);
  usePageTitle(t('supervision.selfCheck.title'));
  return (
    <>
      <DeskBar here="unit" />
      <Page side={<UnitSide unitId={unitId} here="selfCheck" />}>
        {isPending && <Loading rows={6} />}
        {error !== null && (
          <Trouble error={error} what={t('supervision.selfCheck.title')} onRetry={() => void refetch()} />
        )}
        {data !== undefined && (
          <>
            <PageHead verdict title={<Verdict checked={data} />} caption={<About checked={data} />} />
            <Sheet title={t('supervision.selfCheck.standard')} caption={t('supervision.selfCheck.figures')}>
              {data.items.length === 0 ? (
                <EmptyLine>{t('supervision.selfCheck.none')}</EmptyLine>
              ) : (
                <CheckTable checked={data} gate={gate} unitId={unitId} />
              )}
            </Sheet>
            {data.may.review && data.check !== null && (
              <CheckForm key={data.check.id} unitId={unitId} checked={data} reviewing={data.check.id} />
            )}
            {data.may.check && data.items.length > 0 && <CheckForm unitId={unitId} checked={data} reviewing={null} />}
          </>
        )}
      </Page>
    </>
  );
}

type Props = { readonly checked: SelfCheck };

/** Whose turn it is, or what the two say differently. */
function Verdict({ checked: { items, check, review } }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const differences = items.filter(({ differs }) => differs).length;
  if (items.length === 0) return t('supervision.selfCheck.none');
  if (check === null) return t('supervision.selfCheck.missing', { unit: term('unit', 'start') });
  if (review === null) return t('supervision.selfCheck.unchecked', { team: term('team', 'start') });
  if (differences === 0) return t('supervision.selfCheck.agreed', { team: term('team') });
  return <span className="m-gap">{t('supervision.selfCheck.differ', { count: differences })}</span>;
}
