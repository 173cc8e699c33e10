import { activate } from '@muster/contract/access';
import { useMutation } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { Entrance } from '../app/entrance.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { emptyPair, pairAgrees, PasswordPair } from './password-pair.tsx';

export const page = createLazyRoute('/activate')({ component: Activate });

/** From the printed sheet: the code in the address after `#`, which no server and no log ever sees, or typed. */
function Activate(): ReactNode {
  const t = useText();
  usePageTitle(t('access.activate.title'));
  const [code, setCode] = useState(codeOfAddress);
  // The code works once; it need not stand in the address while somebody looks over the shoulder.
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  const [pair, setPair] = useState(emptyPair);
  const [tried, setTried] = useState(false);
  const use = useMutation({ mutationFn: () => client.call(activate, { body: { code, password: pair.password } }) });
  const faults = useFormFaults(use.error, ['code', 'password']);
  const send = (): void => {
    setTried(true);
    if (pairAgrees(pair)) use.mutate();
  };
  if (use.data !== undefined) return <Done login={use.data.login} />;
  return (
    <Entrance title={t('access.activate.title')} about={t('access.activate.about')}>
      <Form name={t('access.activate.title')} onSubmit={send}>
        <Field label={t('access.activate.code')} hint={t('access.activate.codeHint')} error={faults.at('code')}>
          {(wires) => (
            <Input
              {...wires}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <PasswordPair pair={pair} onChange={setPair} tried={tried} error={faults.at('password')} />
        <FormFault>{faults.rest}</FormFault>
        <Button type="submit" primary busy={use.isPending}>
          {t('access.activate.act')}
        </Button>
      </Form>
    </Entrance>
  );
}

function Done({ login }: { readonly login: string }): ReactNode {
  const t = useText();
  return (
    <Entrance title={t('access.activate.done')}>
      <p className="m-field">
        <Say k="access.activate.yourLogin" values={{ login: <b>{login}</b> }} />
      </p>
      <ButtonLink primary href={`/login?login=${encodeURIComponent(login)}`}>
        {t('access.logIn')}
      </ButtonLink>
    </Entrance>
  );
}

function codeOfAddress(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}
