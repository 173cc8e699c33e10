import { reportBurden } from '@muster/contract/opinion';
import { useMutation } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { client } from '../app/client.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useTermText } from '../app/term-text.ts';
import { useIntention } from '../app/intention.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useFormFaults } from '../app/refusal.ts';
import { ownAddress, useSearchParam } from '../app/search-param.ts';
import { useMe } from '../app/session.ts';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';

export const page = createLazyRoute('/burden')({ component: Burden });

/** From any page: what burdens, in one field; it remembers the page one came from. */
function Burden(): ReactNode {
  const t = useTermText();
  usePageTitle(t('ui.reportBurden'));
  const from = ownAddress(useSearchParam('from'), '/');
  const me = useMe();
  const { key, done } = useIntention();
  const draft = useDraft(`burden.${me.person.id}`, { body: '' });
  const report = useMutation({
    mutationFn: (body: { page: string; body: string }) => client.call(reportBurden, { body }, { key: key(body) }),
    onSuccess: () => {
      done();
      draft.discard();
    },
  });
  const faults = useFormFaults(report.error, ['body']);
  return (
    <>
      <DeskBar />
      <Page>
        <PageHead title={t('ui.reportBurden')} caption={t('opinion.about')} />
        <Sheet padded>
          {report.isSuccess ? (
            <EmptyLine action={<ButtonLink href={from}>{t('opinion.backToPage')}</ButtonLink>}>
              <StateWord state="met">{t('opinion.sent')}</StateWord>
            </EmptyLine>
          ) : (
            <Form
              name={t('ui.reportBurden')}
              onSubmit={() => report.mutate({ page: from.slice(0, 200), body: draft.value.body })}
            >
              <Field label={t('opinion.what')} hint={t('opinion.hint')} error={faults.at('body')}>
                {(wires) => (
                  <TextArea
                    {...wires}
                    rows={6}
                    maxLength={2000}
                    value={draft.value.body}
                    onChange={(event) => draft.change({ body: event.target.value })}
                  />
                )}
              </Field>
              <FormFault>{faults.rest}</FormFault>
              <div className="m-line-actions">
                <Button
                  type="submit"
                  primary
                  busy={report.isPending}
                  {...(draft.value.body.trim() === '' && { reason: t('opinion.writeFirst') })}
                >
                  {t('opinion.send')}
                </Button>
                {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
              </div>
            </Form>
          )}
        </Sheet>
      </Page>
    </>
  );
}
