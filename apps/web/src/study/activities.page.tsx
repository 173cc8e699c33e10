import { listActivities } from '@muster/contract/study';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useGo } from '../app/go.tsx';
import { useSearchParam } from '../app/search-param.ts';
import { useTermText } from '../app/term-text.ts';
import { PagedSheet } from '../app/paged-sheet.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { PlaceSide } from '../gate/place-side.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Picker } from '../ui/form/picker.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ActivityTable } from './activity-table.tsx';
import { WhichLine, whichOnes } from './which-line.tsx';
import { ComingSheet } from './coming-sheet.tsx';
import { activitiesAddress, type Narrowed } from './activities-address.ts';
import { StudyTabs } from './study-tabs.tsx';
import { useActivities } from './queries.ts';
import './study.css';

export const page = createLazyRoute('/organisations/$organisationId/activities')({ component: Activities });

function Activities(): ReactNode {
  const t = useTermText();
  const { organisationId } = page.useParams();
  const asked = useSearchParam('which');
  const which = whichOnes.find((one) => one === asked);
  const asksKind = useSearchParam('kind');
  const narrowed = { which, kind: asksKind === '' ? undefined : asksKind };
  const found = useActivities(organisationId, narrowed);
  const [first] = found.data?.pages ?? [];
  const { data: here } = useOrganisation(organisationId);
  const kind = here?.organisation.kind;
  usePageTitle(t('study.activities'));
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="activities" />}>
        <StudyTabs organisationId={organisationId} here="activities" />
        <PageHead
          title={t('study.activities')}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {t('study.latestFirst')}
            </Facts>
          }
          actions={<SheetButton route={listActivities} input={{ params: { organisationId }, query: narrowed }} />}
        />
        {(kind === 'unit' || kind === 'branch') && <ComingSheet organisationId={organisationId} />}
        {first !== undefined && first.kinds.length > 0 && (
          <KindPicker organisationId={organisationId} kinds={first.kinds} narrowed={narrowed} />
        )}
        <PagedSheet
          of={found}
          what={t('study.activities')}
          title={first === undefined ? t('study.activities') : t('study.which.count', { count: first.all })}
          caption={first !== undefined && first.counts.elsewhere > 0 && t('study.which.once')}
          above={
            first !== undefined && (
              <WhichLine organisationId={organisationId} counts={first.counts} narrowed={narrowed} />
            )
          }
          earlier
        >
          {(data) => (
            <ActivityTable
              activities={data.pages.flatMap(({ activities }) => activities)}
              withBranch
              isElsewhere={({ unit, branch }) =>
                (kind === 'unit' && unit.id !== organisationId) || (kind === 'branch' && branch.id !== organisationId)
              }
              empty={<EmptyLine>{t(isAll(narrowed) ? 'study.noActivities' : 'study.which.none')}</EmptyLine>}
            />
          )}
        </PagedSheet>
      </Page>
    </>
  );
}

const isAll = ({ which, kind }: Narrowed): boolean => which === undefined && kind === undefined;

type KindProps = {
  readonly organisationId: string;
  readonly kinds: readonly string[];
  readonly narrowed: Narrowed;
};

/** All kinds that there are here, or one with those that count as it. */
function KindPicker({ organisationId, kinds, narrowed }: KindProps): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const go = useGo();
  return (
    <div className="study-kind-picker">
      <Picker
        label={t('study.kind')}
        value={narrowed.kind ?? ''}
        options={[['', t('study.allKinds')], ...kinds.map((kind) => [kind, titles.kind(kind)] as const)]}
        onChange={(kind) =>
          go(activitiesAddress(organisationId, { ...narrowed, kind: kind === '' ? undefined : kind }))
        }
      />
    </div>
  );
}
