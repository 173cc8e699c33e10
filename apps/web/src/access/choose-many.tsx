import { useState, type ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useListFault, useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { OriginField, type Origin } from './origin-field.tsx';
import { useAppointMany } from './queries.ts';

interface Typed {
  readonly names: string;
  readonly origin: Origin;
}

/** As long as a name may be. */
const longest = 40;

type Props = { readonly unitId: string; /** Those who are there already. */ readonly present: readonly string[] };

/** Those who speak for the masses are many and new: their names as they stand on a list, one a line. */
export function ChooseMany({ unitId, present }: Props): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const sayFault = useListFault();
  const draft = useDraft<Typed>(`representatives.${unitId}`, { names: '', origin: 'served' });
  const [areOthers, setAreOthers] = useState(false);
  const { mutate, isPending, isSuccess, error, data } = useAppointMany(() => draft.discard());
  const { names: typed, origin } = draft.value;
  const names = typed.split(/[\n、，,;；]/).flatMap((name) => name.trim() || []);
  const long = names.find((name) => name.length > longest);
  const twice = [...new Set(names.filter((name, index) => present.includes(name) || names.indexOf(name) !== index))];
  const reason = ((): string | undefined => {
    if (names.length === 0) return t('access.appoint.nameFirst');
    if (names.length > 1000) return t('access.chooseMany.tooMany');
    if (long !== undefined) return t('access.chooseMany.tooLong', { count: longest });
    return twice.length > 0 && !areOthers ? t('access.chooseMany.areOthersFirst') : undefined;
  })();
  const refused = names.flatMap((name, index) => {
    const why = sayFault(error, `appointments.${index}`);
    return why === undefined ? [] : [{ index, name, why }];
  });
  const send = (): void =>
    mutate(
      names.map((personName) => ({ organisationId: unitId, personName, role: 'representative', origin }) as const),
    );
  return (
    <Form name={t('access.chooseMany.title')} onSubmit={send}>
      <Field label={t('access.chooseMany.names')} hint={t('access.chooseMany.hint')}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={6}
            maxLength={20_000}
            lang="zh-Hans"
            value={typed}
            onChange={(event) => draft.change({ names: event.target.value })}
          />
        )}
      </Field>
      <OriginField origin={origin} onChange={(one) => draft.change({ origin: one })} />
      {long !== undefined && (
        <p className="m-field-error">
          <UserText>{long}</UserText>
        </p>
      )}
      {twice.length > 0 && (
        <label className="m-field">
          <span>
            <input type="checkbox" checked={areOthers} onChange={(event) => setAreOthers(event.target.checked)} />{' '}
            {t('access.chooseMany.areOthers')} <UserText>{twice.join('、')}</UserText>
          </span>
        </label>
      )}
      <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
      {refused.map(({ index, name, why }) => (
        <p key={index} className="m-field-error">
          <UserText>{name}</UserText> {why}
        </p>
      ))}
      {isSuccess && typed === '' && (
        <output className="m-field">
          <StateWord state="met">{t('access.chooseMany.done', { count: data.appointments.length })}</StateWord>
        </output>
      )}
      <Button type="submit" busy={isPending} {...(reason !== undefined && { reason })}>
        {t('access.chooseMany.act', { count: names.length })}
      </Button>
    </Form>
  );
}
