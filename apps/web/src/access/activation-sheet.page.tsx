import { makeActivationSheet } from '@muster/contract/access';
import { useMutation } from '@tanstack/react-query';
import { createLazyRoute, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useRefusal } from '../app/refusal.ts';
import { useOrganisation } from '../organisation/queries.ts';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ActivationStrips } from './activation-strips.tsx';
import { PickPeople } from './pick-people.tsx';

export const page = createLazyRoute('/organisations/$organisationId/activation-sheet')({
  component: ActivationSheet,
});

/**
 * Chosen, made, printed. The codes are shown once, in this page alone: they are kept nowhere, and a reload forgets them.
 */
function ActivationSheet(): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  const sayRefusal = useRefusal();
  usePageTitle(t('access.sheet.title'));
  const { organisationId } = useParams({ from: '/organisations/$organisationId/activation-sheet' });
  const { data: here } = useOrganisation(organisationId);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const make = useMutation({
    mutationFn: () =>
      client.call(makeActivationSheet, { params: { organisationId }, body: { personIds: [...chosen] } }),
    gcTime: 0,
  });
  const count = chosen.size;
  return (
    <>
      <div className="m-unprinted">
        <DeskBar here="offices" />
      </div>
      <Page>
        <PageHead
          title={t('access.sheet.title')}
          caption={
            <Facts>
              {here !== undefined && <UserText>{here.organisation.name}</UserText>}
              {make.data === undefined
                ? t('access.sheet.about')
                : t('access.sheet.until', { day: fullDay(civilDate(make.data.expiresAt)) })}
            </Facts>
          }
          actions={
            make.data === undefined ? (
              <Button
                primary
                busy={make.isPending}
                onClick={() => make.mutate()}
                {...(count === 0 && { reason: t('access.sheet.chooseFirst') })}
                {...(count > 500 && { reason: t('access.sheet.tooMany') })}
              >
                {t('access.sheet.make', { count })}
              </Button>
            ) : (
              <>
                <ButtonLink href={`/organisations/${organisationId}/offices`}>{t('access.offices.title')}</ButtonLink>
                <Button primary onClick={() => window.print()}>
                  {t('access.sheet.print')}
                </Button>
              </>
            )
          }
        />
        {make.error !== null && <FormFault>{sayRefusal(make.error)}</FormFault>}
        {make.data === undefined ? (
          <PickPeople organisationId={organisationId} chosen={chosen} onChange={setChosen} />
        ) : (
          <ActivationStrips sheet={make.data} />
        )}
      </Page>
    </>
  );
}
