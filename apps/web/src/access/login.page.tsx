import { logIn } from '@muster/contract/access';
import { useMutation } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { Entrance } from '../app/entrance.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { LeadTo } from '../app/go.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useInstance } from '../app/instance.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useFormFaults } from '../app/refusal.ts';
import { ownAddress, useSearchParam } from '../app/search-param.ts';
import { useSession, useWelcome } from '../app/session.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';

export const page = createLazyRoute('/login')({ component: Login });

function Login(): ReactNode {
  const t = useText();
  usePageTitle(t('access.logIn'));
  const { me } = useSession();
  const { data: instance } = useInstance();
  const back = ownAddress(useSearchParam('back'), '/');
  if (me) return <LeadTo href={back} />;
  if (instance?.state === 'empty') return <LeadTo href="/set-up" />;
  return (
    <Entrance title={t('access.logIn')} about={back === '/' ? undefined : t('access.comeBack')}>
      <LoginForm />
      <p className="m-entrance-else">
        {t('access.firstTime')}{' '}
        <Anchor className="m-link" href="/activate">
          {t('access.useCode')}
        </Anchor>
      </p>
    </Entrance>
  );
}

function LoginForm(): ReactNode {
  const t = useText();
  const welcome = useWelcome();
  const [login, setLogin] = useState(useSearchParam('login'));
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => client.call(logIn, { body: { login, password } }),
    onSuccess: welcome,
  });
  const faults = useFormFaults(enter.error, ['login', 'password']);
  return (
    <Form name={t('access.logIn')} onSubmit={() => enter.mutate()}>
      <Field label={t('access.login')} error={faults.at('login')}>
        {(wires) => (
          <Input
            {...wires}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('access.password')} error={faults.at('password')}>
        {(wires) => (
          <Input
            {...wires}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <Button type="submit" primary busy={enter.isPending}>
        {t('access.logIn')}
      </Button>
    </Form>
  );
}
