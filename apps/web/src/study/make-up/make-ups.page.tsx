import { createLazyRoute } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { DeskBar } from '../../app/desk-bar.tsx';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { BranchSide } from '../branch-side.tsx';
import { MakeUpLine } from './make-up-line.tsx';
import { MakeUpMany } from './make-up-many.tsx';
import { useMakeUps } from './queries.ts';
import './make-up.css';

export const page = createLazyRoute('/branches/$branchId/make-ups')({ component: MakeUps });

/** What was missed and is to be made up, the earliest due first, with the form that closes it; and how the rest was. */
function MakeUps(): ReactNode {
  const t = useText();
  const { branchId } = page.useParams();
  const [state, setState] = useState<'open' | 'made'>('open');
  const found = useMakeUps(branchId, state);
  usePageTitle(t('study.makeUp.title'));
  return (
    <>
      <DeskBar here="branch" />
      <Page side={<BranchSide branchId={branchId} here="makeUps" />}>
        {found.error !== null && (
          <Trouble error={found.error} what={t('study.makeUp.title')} onRetry={() => void found.refetch()} />
        )}
        {found.isPending && <Loading rows={6} />}
        {found.data !== undefined && (
          <>
            <PageHead
              verdict
              title={
                found.data.open === 0 ? (
                  t('study.makeUp.nothingOpen')
                ) : (
                  <Say k="study.makeUp.someOpen" count={found.data.open} values={{}} />
                )
              }
              caption={t('study.makeUp.caption')}
            />
            <Sheet
              title={t(state === 'open' ? 'study.makeUp.open' : 'study.makeUp.made')}
              right={
                <Button onClick={() => setState(state === 'open' ? 'made' : 'open')}>
                  {state === 'open'
                    ? t('study.makeUp.showMade', { count: found.data.made })
                    : t('study.makeUp.showOpen', { count: found.data.open })}
                </Button>
              }
            >
              {found.data.makeUps.length === 0 && (
                <EmptyLine>{t(state === 'open' ? 'study.makeUp.nothingOpen' : 'study.makeUp.nothingMade')}</EmptyLine>
              )}
              <ul className="study-make-ups">
                {found.data.makeUps.map((makeUp) => (
                  <li key={makeUp.obligationId}>
                    <MakeUpLine makeUp={makeUp} modes={found.data.modes} mayRecord={found.data.mayRecord} />
                  </li>
                ))}
              </ul>
              {found.hasNextPage && <MoreRows of={found} />}
            </Sheet>
            {found.data.mayRecord && (
              <MakeUpMany key={branchId} branchId={branchId} listed={found.data.makeUps} modes={found.data.modes} />
            )}
          </>
        )}
      </Page>
    </>
  );
}
