import { listFindings } from '@muster/contract/supervision';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { PlaceSide } from '../gate/place-side.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { FindingForm } from './finding-form.tsx';
import { IssueOrder } from './issue-order.tsx';
import { useFindings, type Finding, type Findings } from './order-queries.ts';
import { OrderTable } from './order-table.tsx';
import './supervision.css';

export const page = createLazyRoute('/organisations/$organisationId/findings')({ component: FindingsPage });

/** What the teams found at and beneath a node, and what they ordered to be put right. */
function FindingsPage(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const { data: here } = useOrganisation(organisationId);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useFindings(organisationId);
  usePageTitle(t('supervision.finding.title'));
  const first = data?.pages[0];
  const isUnit = here?.organisation.kind === 'unit';
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="findings" />}>
        <PageHead
          verdict
          title={first === undefined ? '—' : <Verdict findings={first} />}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {first !== undefined && t('supervision.finding.count', { count: first.all })}
            </Facts>
          }
          actions={<SheetButton route={listFindings} input={{ params: { organisationId } }} />}
        />
        <Sheet
          title={t('supervision.finding.title')}
          foot={hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />}
        >
          {error !== null && (
            <Trouble error={error} what={t('supervision.finding.title')} onRetry={() => void refetch()} />
          )}
          {isPending && <Loading rows={6} />}
          {first?.all === 0 && <EmptyLine>{t('supervision.finding.none')}</EmptyLine>}
          {data?.pages
            .flatMap(({ findings }) => findings)
            .map((finding) => (
              <FindingLine key={finding.id} finding={finding} codes={first?.codes ?? []} withUnit={!isUnit} />
            ))}
        </Sheet>
        {first?.may.find === true && <FindingForm unitId={organisationId} codes={first.codes} />}
      </Page>
    </>
  );
}

/** What is still to be put right stands first. */
function Verdict({ findings: { open, overdue } }: { readonly findings: Findings }): ReactNode {
  const t = useText();
  if (open === 0) return t('supervision.order.noneOpen');
  return (
    <>
      {t('supervision.order.open', { count: open })}
      {overdue > 0 && <span className="m-gap"> {t('supervision.order.overdue', { count: overdue })}</span>}
    </>
  );
}

type LineProps = { readonly finding: Finding; readonly codes: Findings['codes']; readonly withUnit: boolean };

function FindingLine({ finding, codes, withUnit }: LineProps): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  const { id, unit, stageCode, code, text, foundOn, foundBy, orders, may } = finding;
  const named = codes.find((one) => one.code === code)?.title ?? null;
  return (
    <article className="supervision-finding">
      <p className="supervision-words">
        <UserText>{text}</UserText>
      </p>
      <div className="m-caption">
        <Facts>
          {withUnit && (
            <Anchor className="m-link" href={`/organisations/${unit.id}/findings`}>
              <UserText>{unit.name}</UserText>
            </Anchor>
          )}
          {code !== null && (named === null ? code : titles.of(named))}
          {titles.stage(stageCode)}
          <Say k="supervision.finding.by" values={{ who: <UserText>{foundBy}</UserText>, date: due(foundOn) }} />
        </Facts>
      </div>
      {orders.length > 0 ? (
        <OrderTable orders={orders} withUnit={false} />
      ) : (
        <p className="m-caption">{t('supervision.order.noneGiven')}</p>
      )}
      {may.order && <IssueOrder findingId={id} />}
    </article>
  );
}
