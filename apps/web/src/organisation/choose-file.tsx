import { useState, type ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { saveCsv } from '../app/save-file.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import './import.css';
import { csvOfPasted } from './csv-text.ts';
import { ImportColumns } from './import-columns.tsx';
import { readTextFile, type TextFile } from './read-text-file.ts';
import { templateOf } from './template.ts';
import type { Imported } from './use-import.ts';

type Props = {
  readonly what: Imported;
  readonly offered: readonly Imported[];
  readonly organisationId: string;
  readonly onChoose: (file: TextFile) => void;
};

export function ChooseFile({ what, offered, organisationId, onChoose }: Props): ReactNode {
  const t = useText();
  return (
    <Columns right={<ImportColumns what={what} />}>
      <Sheet>
        {offered.length > 1 && (
          <nav className="m-import-what" aria-label={t('organisation.importing.what')}>
            {offered.map((one) => (
              <Anchor
                key={one}
                href={`/organisations/${organisationId}/import?what=${one}`}
                {...(one === what && { 'aria-current': 'page' as const })}
              >
                {t(`organisation.importing.of.${one}`)}
              </Anchor>
            ))}
          </nav>
        )}
        <div className="m-sheet-body">
          <FileForm what={what} onChoose={onChoose} />
        </div>
      </Sheet>
    </Columns>
  );
}

function FileForm({ what, onChoose }: Pick<Props, 'what' | 'onChoose'>): ReactNode {
  const t = useText();
  const template = templateOf(what, useLanguage());
  const [pasted, setPasted] = useState('');
  const [isWorkbook, setIsWorkbook] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = await readTextFile(file);
    setIsWorkbook(text === null);
    if (text !== null) onChoose(text);
  };
  const takePasted = (): void =>
    onChoose({ fileName: t('organisation.importing.pastedName'), csv: csvOfPasted(pasted) });
  return (
    <Form name={t('organisation.importing.choose')} onSubmit={takePasted}>
      <div className="m-field">
        <div className="m-import-ways">
          <label className="m-btn m-btn-primary m-file-btn">
            <input
              type="file"
              className="m-unseen"
              accept=".csv,.txt,text/csv"
              onChange={(event) => void take(event.target.files?.[0])}
            />
            {t('organisation.importing.choose')}
          </label>
          <Button onClick={() => saveCsv(template.fileName, template.csv)}>
            {t('organisation.importing.template')}
          </Button>
        </div>
        <p className="m-caption">{t('organisation.importing.chooseHint')}</p>
      </div>
      {isWorkbook && <FormFault>{t('organisation.importing.workbook')}</FormFault>}
      <Field label={t('organisation.importing.paste')} hint={t('organisation.importing.pasteHint')}>
        {(wires) => <TextArea {...wires} rows={6} value={pasted} onChange={(event) => setPasted(event.target.value)} />}
      </Field>
      <Button type="submit" primary {...(pasted.trim() === '' && { reason: t('organisation.importing.pasteFirst') })}>
        {t('organisation.importing.try')}
      </Button>
    </Form>
  );
}
