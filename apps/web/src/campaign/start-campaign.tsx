import { useState, type ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice, Input } from '../ui/form/input.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useStartCampaign, type LoadedPlaybook } from './queries.ts';

type Props = {
  readonly playbooks: readonly LoadedPlaybook[];
  readonly organisationId: string;
  /** The campaign that goes on here already; null: to start one is what the page is waiting for. */
  readonly running: string | null;
};

/**
 * Under a playbook, with a name in both languages. The playbook's title stands there to begin with; beside a campaign that goes on, a name
 * has to be given, so that nobody starts the same one twice.
 */
export function StartCampaign({ playbooks, organisationId, running }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const today = useToday();
  const [chosen, setChosen] = useState<string | null>(null);
  const [named, setNamed] = useState<{ zh?: string; en?: string }>({});
  const [day, setDay] = useState<string | null>(null);
  const start = useStartCampaign(organisationId);
  const playbook = playbooks.find(({ id }) => id === chosen) ?? playbooks[0];
  const offered = running === null ? playbook?.title : undefined;
  const name = { zh: named.zh ?? offered?.zh ?? '', en: named.en ?? offered?.en ?? '' };
  const faults = useFormFaults(start.error, ['playbookId', 'name.zh', 'name.en', 'startedOn']);
  const send = (): void => {
    if (playbook !== undefined) start.mutate({ playbookId: playbook.id, name, startedOn: day ?? today });
  };
  return (
    <Form name={t('campaign.start')} onSubmit={send}>
      {running !== null && (
        <p className="m-caption">
          <Say k="campaign.anotherOne" values={{ name: <UserText>{running}</UserText> }} />
        </p>
      )}
      <Field label={t('campaign.playbook')} error={faults.at('playbookId')}>
        {(wires) => (
          <Choice {...wires} value={playbook?.id} onChange={(event) => setChosen(event.target.value)}>
            {playbooks.map(({ id, title, version }) => (
              <option key={id} value={id}>
                {titles.of(title)} · {version}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <Field label={t('campaign.nameZh')} error={faults.at('name.zh')}>
        {(wires) => (
          <Input
            {...wires}
            lang="zh-Hans"
            value={name.zh}
            onChange={(event) => setNamed({ ...named, zh: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaign.nameEn')} error={faults.at('name.en')}>
        {(wires) => (
          <Input
            {...wires}
            lang="en"
            value={name.en}
            onChange={(event) => setNamed({ ...named, en: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('campaign.startedOn')} error={faults.at('startedOn')}>
        {(wires) => (
          <Input {...wires} type="date" value={day ?? today} onChange={(event) => setDay(event.target.value)} />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <Button type="submit" primary={running === null} busy={start.isPending}>
        {t('campaign.startAct', { campaign: term('campaign') })}
      </Button>
    </Form>
  );
}
