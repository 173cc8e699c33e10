import { readToDo } from '@muster/contract/obligation';
import { SheetButton } from '../app/sheet-button.tsx';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskBar } from '../app/desk-bar.tsx';
import { useAwaitingSteps } from '../app/awaiting.ts';
import { useNav } from '../app/desk-nav.tsx';
import { homeAddress, oversees } from '../app/home.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { nodesWith, useMe } from '../app/session.ts';
import { OwnPolls } from '../ballot/own-polls.tsx';
import { OwnUnits } from '../gate/own-units.tsx';
import { BranchOwes } from '../study/branch-owes.tsx';
import { OwnHours } from '../study/own-hours.tsx';
import { LackingSheet } from '../study/lacking/lacking-sheet.tsx';
import { OwnLacking, stillOf } from '../study/lacking/own-lacking.tsx';
import { useLacking } from '../study/lacking/queries.ts';
import { LeadershipSheet } from '../supervision/contact-point/leadership-sheet.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { PrintButton, PrintFoot } from '../ui/frame/printed.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { useToDo } from './queries.ts';
import { RequestsSheet } from './relief/requests-sheet.tsx';
import { ToDoSheet, useHowMuch, useNarrowed } from './to-do-sheet.tsx';

export const page = createLazyRoute('/to-do')({ component: ToDo });

/** What one owes oneself, and what is owed by the units and branches for which one acts. */
function ToDo(): ReactNode {
  const t = useText();
  const me = useMe();
  const { state, kind } = useNarrowed();
  const found = useToDo(null, { state, kind, personId: '' });
  const { data: steps } = useAwaitingSteps();
  // Applications are owed by nobody, and await one all the same.
  const awaiting = steps === undefined ? 0 : steps.endorse + steps.decide;
  const home = homeAddress(me);
  const called = useNav(me).find(({ href }) => href === home)?.label;
  const branches = nodesWith(me, 'record-activity').filter(({ organisationKind }) => organisationKind === 'branch');
  const [only] = branches.length === 1 ? branches : [];
  const units = nodesWith(me, 'submit-deliverable').filter(({ organisationKind }) => organisationKind === 'unit');
  const said = stillOf(useLacking(me.person.id).data ?? []);
  usePageTitle(t('obligation.toDo.title'));
  return (
    <>
      <DeskBar here="toDo" />
      <Page>
        <PageHead
          title={t('obligation.toDo.mine')}
          caption={
            <Facts>
              {useHowMuch(found, said > 0)}
              {said > 0 && t('study.still.besides', { count: said })}
              {awaiting > 0 && (
                <Anchor className="m-link" href="/transitions">
                  {t('gate.await', { count: awaiting })}
                </Anchor>
              )}
            </Facts>
          }
          actions={
            <>
              {only !== undefined && (
                <ButtonLink primary href={`/branches/${only.organisationId}/record`}>
                  {t('gate.act.record-activity')}
                </ButtonLink>
              )}
              <ButtonLink href={home}>{called ?? t('obligation.toDo.home')}</ButtonLink>
              <SheetButton route={readToDo} input={{ query: { state, ...(kind !== null && { kind }) } }} />
              <PrintButton />
            </>
          }
        />
        <OwnPolls />
        <RequestsSheet />
        <LeadershipSheet personId={me.person.id} own brief />
        {!oversees(me) && <OwnHours personId={me.person.id} />}
        <OwnLacking personId={me.person.id} own />
        <OwnUnits />
        <ToDoSheet found={found} address="/to-do" />
        {units.map(({ organisationId, organisationName }) => (
          <LackingSheet key={organisationId} organisationId={organisationId} name={organisationName} />
        ))}
        {branches.map((branch) => (
          <BranchOwes key={branch.organisationId} branch={branch} />
        ))}
        <PrintFoot whose={[me.person.name]} asOf={found.dataUpdatedAt} />
      </Page>
    </>
  );
}
