import { setUp } from '@muster/contract/access';
import { useMutation } from '@tanstack/react-query';
import { createLazyRoute } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { useDraft } from '../app/draft.ts';
import { Entrance } from '../app/entrance.tsx';
import { FormFault } from '../app/form-fault.tsx';
import { LeadTo } from '../app/go.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useInstance } from '../app/instance.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useFaultSentence, useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { emptyPair, pairAgrees, PasswordPair } from './password-pair.tsx';

export const page = createLazyRoute('/set-up')({ component: SetUp });

const empty = { instanceName: '', placeRootName: '', partyRootName: '', personName: '', login: '' };
const names = ['instanceName', 'placeRootName', 'partyRootName', 'personName', 'login'] as const;

/** The first page of an empty instance: whose it is, its two root nodes, and who looks after it. */
function SetUp(): ReactNode {
  const t = useText();
  usePageTitle(t('access.setUp.title'));
  const { data: instance } = useInstance();
  if (instance?.state === 'ready') return <LeadTo href="/" />;
  return (
    <Entrance title={t('access.setUp.title')} about={t('access.setUp.about')}>
      <SetUpForm />
    </Entrance>
  );
}

function SetUpForm(): ReactNode {
  const t = useText();
  const sayFault = useFaultSentence();
  const draft = useDraft('set-up', empty);
  const [pair, setPair] = useState(emptyPair);
  const [tried, setTried] = useState(false);
  const make = useMutation({
    mutationFn: () => client.call(setUp, { body: { ...draft.value, password: pair.password } }),
    // The whole desk begins anew: what it knew was an empty instance.
    onSuccess: () => {
      draft.discard();
      location.assign('/');
    },
  });
  const issues = setUp.body?.safeParse({ ...draft.value, password: pair.password }).error?.issues ?? [];
  /** What can be seen before it is sent, so that one fault does not hide the others. */
  const early = (name: (typeof names)[number]): string | undefined => {
    if (draft.value[name].trim() === '') return t('access.setUp.needed');
    const found = issues.find(({ path }) => path[0] === name);
    return found === undefined ? undefined : sayFault(found.code);
  };
  const send = (): void => {
    setTried(true);
    if (pairAgrees(pair) && names.every((name) => early(name) === undefined)) make.mutate();
  };
  const faults = useFormFaults(make.error, [...names, 'password']);
  return (
    <Form name={t('access.setUp.title')} onSubmit={send}>
      {names.map((name) => (
        <Field
          key={name}
          label={t(`access.setUp.${name}`)}
          hint={t(`access.setUp.hint.${name}`)}
          error={(tried ? early(name) : undefined) ?? faults.at(name)}
        >
          {(wires) => (
            <Input
              {...wires}
              autoComplete={name === 'login' ? 'username' : 'off'}
              autoCapitalize={name === 'login' ? 'none' : undefined}
              spellCheck={name === 'login' ? false : undefined}
              value={draft.value[name]}
              onChange={(event) => draft.change({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <PasswordPair pair={pair} onChange={setPair} tried={tried} error={faults.at('password')} />
      <FormFault>{faults.rest}</FormFault>
      <Button type="submit" primary busy={make.isPending}>
        {t('access.setUp.act')}
      </Button>
    </Form>
  );
}
