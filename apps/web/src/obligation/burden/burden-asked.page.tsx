import { readBurdenAsked } from '@muster/contract/obligation';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { OfCampaign } from '../../app/of-campaign.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { useSearchParam } from '../../app/search-param.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { PlaceSide } from '../../gate/place-side.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { FilterLine } from '../../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useBeneathColumns, useByColumns, useItemColumns } from './burden-columns.tsx';
import { daysOf, periods, type Period } from './period.ts';
import { useBurdenAsked, type BurdenAsked } from './queries.ts';
import './burden.css';

export const page = createLazyRoute('/organisations/$organisationId/burden-asked')({ component: BurdenAskedPage });

/** What those above ask of units in a period: how much, by whom, and at a unit each thing. */
function BurdenAskedPage(): ReactNode {
  const t = useText();
  const { span } = useFormat();
  const { organisationId } = page.useParams();
  const wanted = useSearchParam('period');
  const period = periods.find((each) => each === wanted) ?? 'month';
  const days = daysOf(period, useToday());
  const { data: here } = useOrganisation(organisationId);
  const { data, error, isPending, refetch } = useBurdenAsked(organisationId, days);
  const title = t('obligation.burden.title');
  usePageTitle(title);
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="obligations" />}>
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {days.from !== undefined && days.to !== undefined && span(days.from, days.to)}
              {t(period === 'all' ? 'obligation.burden.aboutAll' : 'obligation.burden.about')}
            </Facts>
          }
          actions={<SheetButton route={readBurdenAsked} input={{ params: { organisationId }, query: days }} />}
        />
        <Periods organisationId={organisationId} chosen={period} />
        {error !== null && <Trouble error={error} what={title} onRetry={() => void refetch()} />}
        {isPending && (
          <Sheet>
            <Loading rows={6} />
          </Sheet>
        )}
        {data !== undefined && <Found data={data} period={period} />}
      </Page>
    </>
  );
}

function Found({ data, period }: { readonly data: BurdenAsked; readonly period: Period }): ReactNode {
  const t = useText();
  const term = useTerms();
  const beneath = useBeneathColumns(period);
  const by = useByColumns();
  const items = useItemColumns(data.by);
  const isUnit = data.items.length > 0;
  const body = (
    <>
      <Sheet
        title={t('obligation.burden.byWhom')}
        caption={t('obligation.burden.units', {
          count: data.units,
          units: term('unit', data.units === 1 ? 'one' : 'many'),
        })}
      >
        <DataTable
          name={t('obligation.burden.byWhom')}
          columns={by}
          rows={data.by}
          rowKey={({ key }) => key}
          height="tall"
          empty={<EmptyLine>{t('obligation.burden.nothing')}</EmptyLine>}
        />
      </Sheet>
      {data.rows.length > 0 && (
        <Sheet title={t('obligation.burden.beneath')} caption={t('obligation.burden.inTree')}>
          <DataTable
            name={t('obligation.burden.beneath')}
            columns={beneath}
            rows={data.rows}
            rowKey={({ organisation }) => organisation.id}
          />
        </Sheet>
      )}
      {isUnit && (
        <Sheet title={t('obligation.burden.items')} caption={t('obligation.burden.lastDay')}>
          <DataTable
            name={t('obligation.burden.items')}
            columns={items}
            rows={data.items}
            rowKey={({ title, stageCode, dueOn, what, by: key }) => `${what} ${stageCode} ${dueOn} ${title.zh} ${key}`}
            height="tall"
          />
        </Sheet>
      )}
    </>
  );
  return data.campaignId === null ? body : <OfCampaign id={data.campaignId}>{body}</OfCampaign>;
}

function Periods({ organisationId, chosen }: { readonly organisationId: string; readonly chosen: Period }): ReactNode {
  const t = useText();
  return (
    <div className="burden-periods">
      <FilterLine
        name={t('obligation.burden.period')}
        items={periods.map((period) => ({
          key: period,
          href: `/organisations/${organisationId}/burden-asked?period=${period}`,
          label: t(`obligation.burden.periods.${period}`),
          here: period === chosen,
        }))}
      />
    </div>
  );
}
