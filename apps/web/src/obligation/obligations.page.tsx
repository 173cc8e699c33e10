import { listObligations } from '@muster/contract/obligation';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useCountedDay } from '../app/counted-day.ts';
import { PagedSheet } from '../app/paged-sheet.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useSearchParam } from '../app/search-param.ts';
import { PlaceSide } from '../gate/place-side.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { ButtonLink } from '../ui/form/button.tsx';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { AcceptMany } from './many/accept-many.tsx';
import { ObligationTable } from './obligation-table.tsx';
import { readState, states, useObligations, type ListState } from './queries.ts';

export const page = createLazyRoute('/organisations/$organisationId/obligations')({ component: Obligations });

/** What is owed at and beneath a node, the earliest due first. */
function Obligations(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const state = readState(useSearchParam('state'));
  const { data: here } = useOrganisation(organisationId);
  const found = useObligations(organisationId, state);
  const today = useCountedDay();
  usePageTitle(t('obligation.title'));
  const all = found.data?.pages[0]?.all;
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="obligations" />}>
        <PageHead
          title={t('obligation.title')}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {all !== undefined && t('obligation.count', { count: all })}
              {t('obligation.byDue')}
            </Facts>
          }
          actions={
            <>
              <ButtonLink href={`/organisations/${organisationId}/burden-asked`}>
                {t('obligation.burden.title')}
              </ButtonLink>
              <SheetButton
                route={listObligations}
                input={{ params: { organisationId }, query: state === null ? {} : { state } }}
              />
            </>
          }
        />
        <PagedSheet
          of={found}
          what={t('obligation.title')}
          above={<StateFilter organisationId={organisationId} chosen={state} />}
        >
          {(data) => (
            <ObligationTable
              obligations={data.pages.flatMap((one) => one.obligations)}
              withUnit={here?.organisation.kind !== 'unit'}
              today={today}
              empty={<EmptyLine>{t(state === null ? 'obligation.nothingOwed' : 'obligation.nothingSuch')}</EmptyLine>}
            />
          )}
        </PagedSheet>
        <AcceptMany
          key={organisationId}
          organisationId={organisationId}
          listed={found.data?.pages.flatMap((one) => one.obligations) ?? []}
        />
      </Page>
    </>
  );
}

type FilterProps = { readonly organisationId: string; readonly chosen: ListState | null };

/** One line above the list; what is missing stands first. */
function StateFilter({ organisationId, chosen }: FilterProps): ReactNode {
  const t = useText();
  const address = `/organisations/${organisationId}/obligations`;
  const items = states.map((state) => ({
    key: state,
    href: `${address}?state=${state}`,
    label: t(`obligation.state.${state}`),
    here: state === chosen,
  }));
  const all = { key: 'all', href: address, label: t('obligation.all'), here: chosen === null };
  return <FilterLine name={t('obligation.howFar')} items={[...items, all]} />;
}
