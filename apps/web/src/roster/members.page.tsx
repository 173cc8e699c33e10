import { listMembers } from '@muster/contract/roster';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { BeyondSight } from '../app/beyond-sight.tsx';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { mayAnywhere, useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { ExportButtons } from '../organisation/export-buttons.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { MemberFilters, useIsNarrowed, useOnly } from './member-filters.tsx';
import { MemberTable } from './member-table.tsx';
import { useMembers, type MembersPage } from './queries.ts';
import { RosterTabs } from './roster-tabs.tsx';

export const page = createLazyRoute('/organisations/$organisationId/members')({ component: MembersOfFilter });

/** Another filter begins at its first page. */
function MembersOfFilter(): ReactNode {
  const only = useOnly();
  return <Members key={`${only.standing} ${only.category}`} />;
}

function Members(): ReactNode {
  const t = useText();
  const { organisationId } = useParams({ from: '/organisations/$organisationId/members' });
  const { data: here } = useOrganisation(organisationId);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const only = useOnly();
  const { data, error, isPlaceholderData, refetch } = useMembers(organisationId, cursors.at(-1) ?? null, only);
  const keptAbove = useKeptAbove();
  usePageTitle(t('app.nav.roster'));
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <RosterTabs organisationId={organisationId} here="members" />
        <PageHead
          title={t('app.nav.roster')}
          caption={
            <>
              <Facts>
                {here !== undefined && <UserText>{here.organisation.name}</UserText>}
                <Count all={data?.all} />
              </Facts>
              {keptAbove !== null && <span className="m-second">{keptAbove}</span>}
            </>
          }
          actions={<Acts organisationId={organisationId} branchId={branchIn(here)} />}
        />
        <MemberFilters organisationId={organisationId} only={only} />
        <Sheet>
          <BeyondSight count={data?.beyond} />
          {data === undefined && error !== null && (
            <Trouble error={error} what={t('app.nav.roster')} onRetry={() => void refetch()} />
          )}
          {data === undefined && error === null && <Loading rows={8} />}
          {data !== undefined && (
            <Rows
              data={data}
              first={cursors.length * 50}
              isTurning={isPlaceholderData}
              onBack={cursors.length === 0 ? undefined : () => setCursors(cursors.slice(0, -1))}
              onNext={(next) => setCursors([...cursors, next])}
            />
          )}
        </Sheet>
      </Page>
    </>
  );
}

function Count({ all }: { readonly all: number | undefined }): ReactNode {
  const term = useTerms();
  const t = useText();
  if (all === undefined) return <Figure value={null} />;
  return t('roster.count', { count: all, member: term('member', all === 1 ? 'one' : 'many') });
}

/** For whoever keeps the records of a unit: changes of its roster are entered by the office above. */
function useKeptAbove(): string | null {
  const t = useText();
  const term = useTerms();
  const me = useMe();
  if (mayAnywhere(me, 'manage-roster') || !mayAnywhere(me, 'record-activity')) return null;
  return t('roster.keptAbove', { office: term('office') });
}

type ActsProps = { readonly organisationId: string; readonly branchId: string | null };

function Acts({ organisationId, branchId }: ActsProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const me = useMe();
  return (
    <>
      <ButtonLink href={`/organisations/${organisationId}/reconciliation`}>{t('organisation.claims.title')}</ButtonLink>
      <SheetButton route={listMembers} input={{ params: { organisationId }, query: useOnly() }} />
      <ExportButtons what="members" organisationId={organisationId} formats={['csv']} />
      {branchId !== null && mayAnywhere(me, 'manage-roster') && (
        <ButtonLink href={`/branches/${branchId}/add-member`}>
          {t('roster.add.button', { member: term('member') })}
        </ButtonLink>
      )}
      {mayAnywhere(me, 'manage-roster') && (
        <ButtonLink href={`/organisations/${organisationId}/import?what=members`}>{t('roster.import')}</ButtonLink>
      )}
    </>
  );
}

/** Where one is added: in the branch at hand, or in the only one of the unit at hand. */
function branchIn(here: ReturnType<typeof useOrganisation>['data']): string | null {
  if (here === undefined) return null;
  const { organisation, linked } = here;
  if (organisation.kind === 'branch') return organisation.id;
  const branches = linked.filter(({ kind }) => kind === 'branch');
  return organisation.kind === 'unit' && branches.length === 1 ? (branches[0]?.id ?? null) : null;
}

type RowsProps = {
  readonly data: MembersPage;
  readonly first: number;
  /** The page before is still shown: from it nobody turns on, or a page would be read twice. */
  readonly isTurning: boolean;
  readonly onBack: (() => void) | undefined;
  readonly onNext: (cursor: string) => void;
};

function Rows({ data: { members, all, next }, first, isTurning, onBack, onNext }: RowsProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const isNarrowed = useIsNarrowed();
  if (members.length === 0 && isNarrowed) return <EmptyLine>{t('roster.filter.nobody')}</EmptyLine>;
  if (members.length === 0) return <EmptyLine>{t('roster.nobody', { member: term('member') })}</EmptyLine>;
  return (
    <>
      <MemberTable members={members} />
      {(onBack !== undefined || next !== null) && (
        <footer className="m-sheet-foot">
          {onBack !== undefined && (
            <Button small busy={isTurning} onClick={onBack}>
              {t('roster.back')}
            </Button>
          )}
          {next !== null && (
            <Button small busy={isTurning} onClick={() => onNext(next)}>
              {t('roster.next')}
            </Button>
          )}
          <span className="m-sheet-right m-caption">
            {!isTurning && t('roster.range', { from: first + 1, to: first + members.length, all })}
          </span>
        </footer>
      )}
    </>
  );
}
