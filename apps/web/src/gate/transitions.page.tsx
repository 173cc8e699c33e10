import { listTransitions } from '@muster/contract/gate';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCampaign, useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { AwaitingElsewhere, useRowCampaign } from '../app/of-campaign.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
import { useChooseCampaign } from '../app/use-choose-campaign.ts';
import { ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { MoreRows } from '../ui/sheet/more-rows.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { TransitionState } from './attempts.tsx';
import { Moment } from './flow.tsx';
import { StepMany } from './many/step-many.tsx';
import { useTransitions, type Transition } from './queries.ts';
import './gate.css';

export const page = createLazyRoute('/transitions')({ component: Transitions });

/** Applications under way: those that wait for oneself first, then those that wait for others. */
function Transitions(): ReactNode {
  const t = useText();
  const term = useTerms();
  const mine = useTransitions('me');
  const others = useTransitions('others');
  const awaiting = mine.data?.pages[0]?.all;
  const listed = mine.data?.pages.flatMap(({ transitions }) => transitions) ?? [];
  usePageTitle(t('gate.transitions'));
  const title = awaiting === 0 ? t('gate.nothingAwaits') : t('gate.await', { count: awaiting ?? 0 });
  return (
    <>
      <DeskBar here="transitions" />
      <Page>
        <PageHead
          verdict
          title={awaiting === undefined ? '—' : title}
          caption={t('gate.transitionsAbout', { unit: term('unit'), team: term('team'), office: term('office') })}
        />
        <AwaitingElsewhere elsewhere={mine.data?.pages[0]?.elsewhere ?? []} />
        {awaiting !== 0 && <Listed name={t('gate.awaitMe')} of={mine} awaiting="me" />}
        <StepMany step="endorse" listed={listed} />
        <StepMany step="decide" listed={listed} />
        {!mine.isPending && <Listed name={t('gate.awaitOthers')} of={others} awaiting="others" />}
      </Page>
    </>
  );
}

type ListedProps = {
  readonly name: string;
  readonly of: ReturnType<typeof useTransitions>;
  readonly awaiting: 'me' | 'others';
};

function Listed({ name, of, awaiting }: ListedProps): ReactNode {
  const t = useText();
  const { data, error, isPending, hasNextPage, refetch } = of;
  const rows = data?.pages.flatMap(({ transitions }) => transitions) ?? [];
  const columns = useColumns(rows);
  return (
    <Sheet
      title={name}
      foot={
        rows.length > 0 && (
          <>
            {hasNextPage && <MoreRows of={of} />}
            <SheetButton route={listTransitions} input={{ query: { awaiting } }} />
          </>
        )
      }
    >
      {error !== null && <Trouble error={error} what={t('gate.transitions')} onRetry={() => void refetch()} />}
      {isPending && <Loading rows={4} />}
      {data !== undefined && (
        <DataTable
          name={name}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          height="tall"
          empty={<EmptyLine>{t('gate.noOthers')}</EmptyLine>}
        />
      )}
    </Sheet>
  );
}

function useColumns(rows: readonly Transition[]): readonly Column<Transition>[] {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const unit = term('unit', 'start');
  const rowCampaign = useRowCampaign(rows);
  const atHand = useCampaign();
  const choose = useChooseCampaign();
  // The unit's page shows what is at hand: that is what the row is of.
  const showIts = ({ campaignId }: Transition) =>
    campaignId === atHand?.id ? undefined : () => void choose(campaignId);
  return [
    {
      key: 'unit',
      head: unit,
      cell: (row) => (
        <>
          <Anchor className="m-link" href={`/units/${row.unit.id}`} onClick={showIts(row)}>
            <UserText>{row.unit.name}</UserText>
          </Anchor>
          {rowCampaign(row)}
        </>
      ),
    },
    {
      key: 'stage',
      head: t('gate.column.stage'),
      label: t('gate.column.stage'),
      cell: ({ stageCode, campaignId }) => titles.stage(stageCode, campaignId),
    },
    {
      key: 'state',
      head: t('gate.column.state'),
      label: t('gate.column.state'),
      cell: (transition) => <TransitionState transition={transition} />,
    },
    {
      key: 'since',
      head: t('gate.column.since'),
      label: t('gate.column.since'),
      cell: ({ steps }) => <Moment at={steps.at(-1)?.at ?? ''} />,
    },
    {
      key: 'by',
      head: t('gate.column.appliedBy'),
      label: t('gate.column.appliedBy'),
      cell: ({ steps }) => <UserText>{steps[0]?.actorName}</UserText>,
    },
    {
      key: 'act',
      head: null,
      align: 'right',
      width: 140,
      cell: (row) =>
        (row.may.endorse || row.may.decide) && (
          <ButtonLink small primary={row === rows[0]} href={`/units/${row.unit.id}`} onClick={showIts(row)}>
            {t(row.may.decide ? 'gate.goDecide' : 'gate.goReview')}
          </ButtonLink>
        ),
    },
  ];
}
