import { listMobilisation } from '@muster/contract/study';
import type { Level, MobilisedState } from '@muster/core/study';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { DeskBar } from '../../app/desk-bar.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { PagedSheet } from '../../app/paged-sheet.tsx';
import { usePageTitle } from '../../app/page-title.ts';
import { SheetButton } from '../../app/sheet-button.tsx';
import { PlaceSide } from '../../gate/place-side.tsx';
import { useOrganisation } from '../../organisation/queries.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Page, PageHead } from '../../ui/frame/page.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { DataTable } from '../../ui/sheet/data-table.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import type { State } from '../../ui/sign/state.ts';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { activitiesAddress } from '../activities-address.ts';
import { StudyTabs } from '../study-tabs.tsx';
import { Choices, States } from './mobilisation-filters.tsx';
import { useWish, wishOf, type Wish } from './mobilisation-wish.ts';
import { useStateWords } from './use-state-words.ts';
import { useMobilisation, type Mobilisation } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/mobilisation')({ component: MobilisationPage });

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
  const columns = useColumns(wish.level, first?.kind ?? undefined);
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
              {t(wish.level === 'place' ? 'study.mobilisation.howTo' : 'study.mobilisation.caption')}
            </Facts>
          }
          actions={<SheetButton route={listMobilisation} input={{ params: { organisationId }, query: wishOf(wish) }} />}
        />
        {first !== undefined && <Choices organisationId={organisationId} wish={wish} found={first} />}
        <PagedSheet
          of={found}
          what={title}
          above={first !== undefined && <States organisationId={organisationId} wish={wish} found={first} />}
        >
          {(data) => (
            <DataTable
              name={title}
              columns={columns}
              rows={data.flatMap(({ rows }) => rows)}
              rowKey={({ organisation }) => organisation.id}
              sticky
              empty={<EmptyLine>{t(emptyOf(first, wish))}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

/** A unit's and a branch's meeting is known by who came; which was the place's own is said on the meeting's page. */
function NotHeld({
  level,
  placeId,
  kind,
}: {
  readonly level: Level;
  readonly placeId: string;
  readonly kind: string | undefined;
}): ReactNode {
  const t = useText();
  if (level !== 'place') return '—';
  return (
    <Anchor className="m-link" href={activitiesAddress(placeId, { which: undefined, kind })}>
      {t('study.mobilisation.which')}
    </Anchor>
  );
}

/** None of them lacks it, or there are none. */
function emptyOf(
  found: Mobilisation | undefined,
  { level, state }: Wish,
): 'study.mobilisation.noKinds' | 'study.mobilisation.allHeld' | 'study.mobilisation.nobody' {
  if (found?.kind === null) return 'study.mobilisation.noKinds';
  const some = found?.counts.some((each) => each.kind === found.kind && each.level === level && each.count > 0);
  return state === 'not-held' && some === true ? 'study.mobilisation.allHeld' : 'study.mobilisation.nobody';
}

const signs: Readonly<Record<MobilisedState, State>> = {
  'not-held': 'gap',
  'without-head': 'wait',
  'in-person': 'met',
};

function useColumns(level: Level, kind: string | undefined): readonly Column<Mobilisation['rows'][number]>[] {
  const t = useText();
  const term = useTerms();
  const { day } = useFormat();
  const words = useStateWords();
  return [
    {
      key: 'organisation',
      head: level === 'place' ? t('study.mobilisation.places') : term(level, 'start'),
      cell: ({ organisation, unit }) => (
        <>
          <Anchor
            className="m-link"
            href={level === 'branch' ? `/branches/${organisation.id}` : `/organisations/${organisation.id}/activities`}
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
      cell: ({ held, organisation }) =>
        held === null ? (
          <NotHeld level={level} placeId={organisation.id} kind={kind} />
        ) : (
          <Anchor className="m-link" href={`/activities/${held.activityId}`}>
            {day(held.on)}
          </Anchor>
        ),
    },
  ];
}
