import { changePassword } from '@muster/contract/access';
import { useMutation } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { DeskBar } from '../app/desk-bar.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useFormFaults } from '../app/refusal.ts';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Page, PageHead } from '../ui/frame/page.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { HeldOffices } from './held-offices.tsx';
import { emptyPair, pairAgrees, PasswordPair } from './password-pair.tsx';

export const page = createLazyRoute('/account')({ component: Account });

function Account(): ReactNode {
  const t = useText();
  const me = useMe();
  usePageTitle(t('access.account.title'));
  return (
    <>
      <DeskBar />
      <Page>
        <PageHead
          title={t('access.account.title')}
          caption={
            <Facts>
              <UserText>{me.person.name}</UserText>
              {t('access.account.login', { login: me.login })}
              <Anchor className="m-link" href={`/people/${me.person.id}`}>
                {t('app.nav.self')}
              </Anchor>
            </Facts>
          }
        />
        <Columns right={<HeldOffices grants={me.grants} />}>
          <Sheet title={t('access.account.change')} padded>
            <ChangeForm />
          </Sheet>
        </Columns>
      </Page>
    </>
  );
}

function ChangeForm(): ReactNode {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [pair, setPair] = useState(emptyPair);
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => client.call(changePassword, { body: { current, next: pair.password } }),
    onSuccess: () => {
      setCurrent('');
      setPair(emptyPair);
      setTried(false);
    },
  });
  const faults = useFormFaults(change.error, ['current', 'next', 'password']);
  const send = (): void => {
    setTried(true);
    if (pairAgrees(pair)) change.mutate();
  };
  return (
    <Form name={t('access.account.change')} onSubmit={send}>
      <Field label={t('access.account.current')} error={faults.at('current')}>
        {(wires) => (
          <Input
            {...wires}
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
          />
        )}
      </Field>
      <PasswordPair pair={pair} onChange={setPair} tried={tried} error={faults.at('next') ?? faults.at('password')} />
      <FormFault>{faults.rest}</FormFault>
      {change.isSuccess && (
        <output className="m-field">
          <StateWord state="met">{t('access.account.changed')}</StateWord>
        </output>
      )}
      <Button type="submit" primary busy={change.isPending}>
        {t('access.account.change')}
      </Button>
    </Form>
  );
}
