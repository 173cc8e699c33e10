import { useState, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { PlaybookFaults } from './playbook-faults.tsx';
import { usePlaybooks, usePutLayer, type PlaybookInForce } from './queries.ts';

type Props = {
  readonly campaignId: string;
  readonly organisationId: string;
  readonly layers: PlaybookInForce['layers'];
};

/** A layer that was loaded is put on this node; it holds from the next stage that opens. */
export function PutLayer({ campaignId, organisationId, layers }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const sayRefusal = useRefusal();
  const { data: playbooks = [] } = usePlaybooks();
  const [chosen, setChosen] = useState<string | null>(null);
  const put = usePutLayer(organisationId);
  const lying = new Set(layers.map(({ code, version }) => `${code} ${version}`));
  const offered = playbooks.filter((each) => each.extends !== null && !lying.has(`${each.code} ${each.version}`));
  const layer = offered.find(({ id }) => id === chosen) ?? offered[0];
  const send = (): void => {
    if (layer !== undefined) put.mutate({ campaignId, playbookId: layer.id });
  };
  return (
    <Sheet
      title={t('campaign.putLayer')}
      padded
      right={<Anchor href={`/organisations/${organisationId}/campaign`}>{t('campaign.load')}</Anchor>}
    >
      {layer === undefined ? (
        <p>{t('campaign.noLayerLoaded')}</p>
      ) : (
        <Form name={t('campaign.putLayer')} onSubmit={send}>
          <Field label={t('campaign.layer')} hint={t('campaign.putHint')}>
            {(wires) => (
              <Choice {...wires} value={layer.id} onChange={(event) => setChosen(event.target.value)}>
                {offered.map(({ id, title, code, version }) => (
                  <option key={id} value={id}>
                    {titles.of(title)} · {code} {version}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
          {put.error !== null && <FormFault>{sayRefusal(put.error)}</FormFault>}
          <PlaybookFaults error={put.error} />
          <Button type="submit" busy={put.isPending}>
            {t('campaign.putAct')}
          </Button>
        </Form>
      )}
      {put.isSuccess && (
        <output>
          <StateWord state="met">{t('campaign.putDone')}</StateWord>
        </output>
      )}
    </Sheet>
  );
}
