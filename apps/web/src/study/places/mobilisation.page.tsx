import { listMobilisation } from '@muster/contract/study';
import { levels, mobilisedStates, type Level, type MobilisedState } from '@muster/core/study';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { usePageTitle } from '../../app/page-title.ts';
import { useSearchParam } from '../../app/search-param.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { Trouble } from '../../app/trouble.tsx';
import { PlaceSide } from '../../gate/place-side.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { FilterLine } from '../../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import type { State } from '../../ui/sign/state.ts';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { StudyTabs } from '../study-tabs.tsx';
import { useStateWords } from './use-state-words.ts';
import { useMobilisation, type Mobilisation } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/mobilisation')({ component: MobilisationPage });

type Wish = {
  readonly level: Level;
  readonly kind: string | undefined;
  readonly stage: string | undefined;
  readonly state: MobilisedState;
};

/** Level by level: who has not held a meeting of a kind, who did without the head, and who did with the head in person. */
function MobilisationPage(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const wish = useWish();
  const { data: here } = useOrganisation(organisationId);
  const found = useMobilisation(organisationId, wishOf(wish));
  const [first] = found.data ?? [];
  const title = t('study.mobilisation.title');
  usePageTitle(title);
  const columns = useColumns(wish.level);
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="activities" />}>
        <StudyTabs organisationId={organisationId} here="mobilisation" />
        <PageHead
          title={title}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('study.mobilisation.caption')}
            </Facts>
          }
          actions={<SheetButton route={listMobilisation} input={{ params: { organisationId }, query: wishOf(wish) }} />}
        />
        {first !== undefined && <Filters organisationId={organisationId} wish={wish} found={first} />}
        <Sheet
          foot={
            found.hasNextPage && (
              <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t('study.more')}
              </Button>
            )
          }
        >
          {found.error !== null && <Trouble error={found.error} what={title} onRetry={() => void found.refetch()} />}
          {found.isPending && <Loading rows={6} />}
          {found.data !== undefined && (
            <DataTable
              name={title}
              columns={columns}
              rows={found.data.flatMap(({ rows }) => rows)}
              rowKey={({ organisation }) => organisation.id}
              sticky
              empty={
                <EmptyLine>
                  {t(first?.kind === null ? 'study.mobilisation.noKinds' : 'study.mobilisation.nobody')}
                </EmptyLine>
              }
            />
          )}
        </Sheet>
      </Page>
    </>
  );
}

function useWish(): Wish {
  const level = useSearchParam('level');
  const state = useSearchParam('state');
  const kind = useSearchParam('kind');
  const stage = useSearchParam('stage');
  return {
    level: levels.find((one) => one === level) ?? 'unit',
    state: mobilisedStates.find((one) => one === state) ?? 'not-held',
    kind: kind === '' ? undefined : kind,
    stage: stage === '' ? undefined : stage,
  };
}

const wishOf = ({ level, state, kind, stage }: Wish) => ({
  level,
  state,
  ...(kind !== undefined && { kind }),
  ...(stage !== undefined && { stage }),
});

type FilterProps = { readonly organisationId: string; readonly wish: Wish; readonly found: Mobilisation };

/** Stage, kind, level and state; each state with as many as its list is long. */
function Filters({ organisationId, wish, found }: FilterProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const kinds = [...new Set(found.counts.map(({ kind }) => kind))];
  const at = (more: Partial<Wish>): string => {
    const asked = wishOf({ ...wish, kind: found.kind ?? undefined, stage: found.stage ?? undefined, ...more });
    return `/organisations/${organisationId}/mobilisation?${new URLSearchParams(asked).toString()}`;
  };
  const count = (state: MobilisedState): number =>
    found.counts.find((each) => each.kind === found.kind && each.level === wish.level && each.state === state)?.count ??
    0;
  const words = useStateWords();
  return (
    <>
      {found.stages.length > 1 && (
        <FilterLine
          name={t('study.mobilisation.stage')}
          items={found.stages.map((stage) => ({
            key: stage,
            href: at({ stage }),
            label: titles.stage(stage),
            here: stage === found.stage,
          }))}
        />
      )}
      {kinds.length > 1 && (
        <FilterLine
          name={t('study.mobilisation.kind')}
          items={kinds.map((kind) => ({
            key: kind,
            href: at({ kind }),
            label: titles.kind(kind),
            here: kind === found.kind,
          }))}
        />
      )}
      <FilterLine
        name={t('study.mobilisation.level')}
        items={levels.map((level) => ({
          key: level,
          href: at({ level }),
          label: term(level, 'start-many'),
          here: level === wish.level,
        }))}
      />
      <FilterLine
        name={t('study.mobilisation.state')}
        items={mobilisedStates.map((state) => ({
          key: state,
          href: at({ state }),
          label: (
            <span>
              {words[state]} <Figure value={count(state)} />
            </span>
          ),
          here: state === wish.state,
        }))}
      />
    </>
  );
}

const signs: Readonly<Record<MobilisedState, State>> = {
  'not-held': 'gap',
  'without-head': 'wait',
  'in-person': 'met',
};

function useColumns(level: Level): readonly Column<Mobilisation['rows'][number]>[] {
  const t = useText();
  const term = useTerms();
  const { day } = useFormat();
  const words = useStateWords();
  return [
    {
      key: 'organisation',
      head: term(level, 'start'),
      cell: ({ organisation, unit }) => (
        <>
          <Anchor
            className="m-link"
            href={level === 'unit' ? `/organisations/${organisation.id}/activities` : `/branches/${organisation.id}`}
          >
            <UserText>{organisation.name}</UserText>
          </Anchor>
          {level === 'branch' && (
            <span className="m-second">
              <UserText>{unit.name}</UserText>
            </span>
          )}
        </>
      ),
    },
    {
      key: 'state',
      head: t('study.mobilisation.state'),
      label: t('study.mobilisation.state'),
      width: 220,
      cell: ({ state }) => <StateWord state={signs[state]}>{words[state]}</StateWord>,
    },
    {
      key: 'held',
      head: t('study.mobilisation.heldOn'),
      label: t('study.mobilisation.heldOn'),
      width: 160,
      cell: ({ held }) =>
        held === null ? (
          '—'
        ) : (
          <Anchor className="m-link" href={`/activities/${held.activityId}`}>
            {day(held.on)}
          </Anchor>
        ),
    },
  ];
}
