import { listOwed } from '@muster/contract/obligation';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { PlaceSide } from '../gate/place-side.tsx';
import { useOrganisation } from '../organisation/queries.ts';
import { LackingSheet } from '../study/lacking/lacking-sheet.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { PrintButton, PrintFoot } from '../ui/frame/printed.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ExemptMany } from './many/exempt-many.tsx';
import { useToDo } from './queries.ts';
import { ToDoSheet, useHowMuch, useNarrowed } from './to-do-sheet.tsx';

export const page = createLazyRoute('/organisations/$organisationId/to-do')({ component: OwedHere });

/** Everything owed at a branch or a unit, or beneath a node above them; of one person where the address names one. */
function OwedHere(): ReactNode {
  const t = useText();
  const { organisationId } = page.useParams();
  const narrowed = useNarrowed();
  const found = useToDo(organisationId, narrowed);
  const { data: here } = useOrganisation(organisationId);
  const howMuch = useHowMuch(found);
  const person = narrowed.personId === '' ? undefined : found.data?.pages[0]?.owed[0]?.person?.name;
  usePageTitle(t('obligation.toDo.title'));
  const whose = (
    <Facts>
      {here !== undefined && <UserText>{here.organisation.name}</UserText>}
      {person !== undefined && <UserText>{person}</UserText>}
    </Facts>
  );
  return (
    <>
      <DeskBar />
      <Page side={<PlaceSide organisationId={organisationId} here="toDo" />}>
        <PageHead
          title={t('obligation.toDo.title')}
          caption={
            <Facts>
              {whose}
              {howMuch}
            </Facts>
          }
          actions={
            <>
              <SheetButton
                route={listOwed}
                input={{
                  params: { organisationId },
                  query: {
                    state: narrowed.state,
                    ...(narrowed.kind !== null && { kind: narrowed.kind }),
                    ...(narrowed.personId !== '' && { personId: narrowed.personId }),
                  },
                }}
              />
              <PrintButton />
            </>
          }
        />
        {(here?.organisation.kind === 'unit' || here?.organisation.kind === 'branch') && narrowed.personId === '' && (
          <LackingSheet organisationId={organisationId} />
        )}
        <ToDoSheet found={found} address={`/organisations/${organisationId}/to-do`} />
        <ExemptMany
          key={organisationId}
          organisationId={organisationId}
          listed={found.data?.pages.flatMap((one) => one.owed) ?? []}
        />
        <PrintFoot whose={[here?.organisation.name, person]} asOf={found.dataUpdatedAt} />
      </Page>
    </>
  );
}
