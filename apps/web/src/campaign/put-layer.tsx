import { useState, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import { useCodeSentence, useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { PlaybookFaults } from './playbook-faults.tsx';
import { useLayerChoices, usePutLayer, type LayerChoice } from './queries.ts';

type Props = {
  readonly campaignId: string;
  readonly organisationId: string;
};

/** A layer that was loaded is put on this node; it holds from the next stage that opens. */
export function PutLayer({ campaignId, organisationId }: Props): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const sayRefusal = useRefusal();
  const { data: choices = [] } = useLayerChoices(organisationId);
  const [chosen, setChosen] = useState<string | null>(null);
  const put = usePutLayer(organisationId);
  const offered = choices.filter(({ unfit }) => unfit === null);
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
      <Unfitting layers={choices.filter(({ unfit }) => unfit !== null)} />
    </Sheet>
  );
}

/** Those that would be refused here, each with the sentence of the refusal. */
function Unfitting({ layers }: { readonly layers: readonly LayerChoice[] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const sayRefusal = useCodeSentence();
  if (layers.length === 0) return null;
  return (
    <details className="m-unfitting">
      <summary>{t('campaign.unfitting', { count: layers.length })}</summary>
      <ul className="m-playbooks">
        {layers.map(({ id, title, code, version, unfit }) => (
          <li key={id}>
            {titles.of(title)}
            <span className="m-second">
              <Facts>
                {code}
                {t('campaign.version', { version })}
              </Facts>
            </span>
            {unfit !== null && <span className="m-second">{sayRefusal(unfit.code, unfit.params)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
