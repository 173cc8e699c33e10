import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { Trouble } from '../app/trouble.tsx';
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
import { useTransitions, type Transition } from './queries.ts';
import './gate.css';

export const page = createLazyRoute('/transitions')({ component: Transitions });

/** Applications under way: those that wait for oneself first, then those that wait for others. */
function Transitions(): ReactNode {
  const t = useText();
  const mine = useTransitions('me');
  const others = useTransitions('others');
  const awaiting = mine.data?.pages[0]?.all;
  usePageTitle(t('gate.transitions'));
  const title = awaiting === 0 ? t('gate.nothingAwaits') : t('gate.await', { count: awaiting ?? 0 });
  return (
    <>
      <DeskBar here="transitions" />
      <Page>
        <PageHead verdict title={awaiting === undefined ? '—' : title} caption={t('gate.transitionsAbout')} />
        {awaiting !== 0 && <Listed name={t('gate.awaitMe')} of={mine} />}
        {!mine.isPending && <Listed name={t('gate.awaitOthers')} of={others} />}
      </Page>
    </>
  );
}

type ListedProps = { readonly name: string; readonly of: ReturnType<typeof useTransitions> };

function Listed({ name, of }: ListedProps): ReactNode {
  const t = useText();
  const { data, error, isPending, hasNextPage, refetch } = of;
  const rows = data?.pages.flatMap(({ transitions }) => transitions) ?? [];
  const columns = useColumns(rows[0]?.id);
  return (
    <Sheet title={name} foot={hasNextPage && <MoreRows of={of} />}>
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

function useColumns(first: string | undefined): readonly Column<Transition>[] {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const unit = term('unit', 'start');
  return [
    {
      key: 'unit',
      head: unit,
      cell: ({ unit: { id, name } }) => (
        <Anchor className="m-link" href={`/units/${id}`}>
          <UserText>{name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'stage',
      head: t('gate.column.stage'),
      label: t('gate.column.stage'),
      cell: ({ stageCode }) => titles.stage(stageCode),
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
      cell: ({ id, unit: { id: unitId }, may }) =>
        (may.endorse || may.decide) && (
          <ButtonLink small primary={id === first} href={`/units/${unitId}`}>
            {t(may.decide ? 'gate.goDecide' : 'gate.goReview')}
          </ButtonLink>
        ),
    },
  ];
}
