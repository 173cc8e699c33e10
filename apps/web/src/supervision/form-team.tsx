import { useState, type ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useFieldFault, useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { form, useTeamCommand } from './queries.ts';

type Props = { readonly organisationId: string; readonly primary: boolean };

export function FormTeam({ organisationId, primary }: Props): ReactNode {
  const t = useText();
  const team = useTerm('team');
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useTeamCommand(form(organisationId));
  const missing = tried && name.trim() === '' ? t('supervision.nameMissing') : undefined;
  const refused = error === null ? undefined : (fieldFault(error, 'name') ?? sayRefusal(error));
  const done = (): void => {
    setName('');
    setTried(false);
  };
  const send = (): void => {
    setTried(true);
    if (name.trim() !== '') mutate(name.trim(), { onSuccess: done });
  };
  const title = t('supervision.form', { team });
  return (
    <Sheet title={title} padded>
      <Form name={title} onSubmit={send}>
        <Field label={t('supervision.teamName')} error={missing ?? refused}>
          {(wires) => (
            <Input {...wires} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Button primary={primary} type="submit" busy={isPending}>
          {title}
        </Button>
      </Form>
    </Sheet>
  );
}
