import { useState, type ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import './campaign.css';
import { PlaybookFaults } from './playbook-faults.tsx';
import { useLoadPlaybook } from './queries.ts';

/** From a file or typed; it is checked whole, and every fault is named in its place. */
export function LoadPlaybook({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const me = useMe();
  const draft = useDraft(`playbook.${me.person.id}`, { yaml: '' });
  const load = useLoadPlaybook(organisationId, draft.discard);
  const { yaml } = draft.value;
  const [isEmpty, setEmpty] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await file.text();
    // What was said of another file.
    load.reset();
    setEmpty(text.trim() === '');
    if (text.trim() !== '') draft.change({ yaml: text });
  };
  return (
    <Form name={t('campaign.load')} onSubmit={() => load.mutate(yaml)}>
      <div className="m-field">
        <div>
          <label className="m-btn m-file-btn">
            <input
              type="file"
              className="m-unseen"
              accept=".yaml,.yml"
              onChange={(event) => void take(event.target.files?.[0])}
            />
            {t('campaign.chooseFile')}
          </label>
        </div>
      </div>
      <div className="m-yaml">
        <Field label={t('campaign.yaml')} hint={t('campaign.yamlHint')}>
          {(wires) => (
            <TextArea
              {...wires}
              rows={10}
              spellCheck={false}
              value={yaml}
              onChange={(event) => draft.change({ yaml: event.target.value })}
            />
          )}
        </Field>
      </div>
      {isEmpty && <FormFault>{t('campaign.fileEmpty')}</FormFault>}
      {load.error !== null && <FormFault>{sayRefusal(load.error)}</FormFault>}
      <PlaybookFaults error={load.error} />
      {load.isSuccess && (
        <output className="m-field">
          <StateWord state="met">
            {t('campaign.loadedNow', { name: `${load.data.code} ${load.data.version}` })}
          </StateWord>
        </output>
      )}
      <div className="m-line-actions">
        <Button type="submit" busy={load.isPending} {...(yaml.trim() === '' && { reason: t('campaign.yamlFirst') })}>
          {t('campaign.loadAct')}
        </Button>
        {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
      </div>
    </Form>
  );
}
