import { createLazyRoute, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useOrganisation } from '../organisation/queries.ts';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { AddMemberForm } from './add-member-form.tsx';

export const page = createLazyRoute('/branches/$branchId/add-member')({ component: AddMember });

/** One member more in a branch; a whole roster comes by import. */
function AddMember(): ReactNode {
  const t = useText();
  const { branchId } = useParams({ from: '/branches/$branchId/add-member' });
  const { data: here } = useOrganisation(branchId);
  const title = t('roster.add.title', { member: useTerms()('member') });
  usePageTitle(title);
  return (
    <>
      <DeskBar here="roster" />
      <Page>
        <PageHead title={title} caption={here !== undefined && <UserText>{here.organisation.name}</UserText>} />
        <Sheet padded>
          <AddMemberForm branchId={branchId} />
        </Sheet>
      </Page>
    </>
  );
}
