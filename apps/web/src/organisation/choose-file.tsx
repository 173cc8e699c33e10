import { useMutation } from '@tanstack/react-query';
import { useState, type DragEvent, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useTermText } from '../app/term-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { saveWorkbook } from '../app/save-file.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { TextArea } from '../ui/form/input.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Columns } from '../ui/sheet/columns.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import './import.css';
import { readChosen, type ChosenFile, type Unsendable } from './chosen-file.ts';
import { ExportButtons } from './export-buttons.tsx';
import { ImportColumns } from './import-columns.tsx';
import { templateRoutes, type Imported } from './imported.ts';
import { csvOfPasted } from './pasted-cells.ts';

type Props = {
  readonly what: Imported;
  readonly offered: readonly Imported[];
  readonly organisationId: string;
  readonly onChoose: (file: ChosenFile) => void;
};

export function ChooseFile({ what, offered, organisationId, onChoose }: Props): ReactNode {
  const t = useTermText();
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
          <FileForm what={what} organisationId={organisationId} onChoose={onChoose} />
        </div>
      </Sheet>
    </Columns>
  );
}

function FileForm({ what, organisationId, onChoose }: Omit<Props, 'offered'>): ReactNode {
  const t = useText();
  const [pasted, setPasted] = useState('');
  const [unsendable, setUnsendable] = useState<Unsendable | null>(null);
  const [isOver, setIsOver] = useState(false);
  const template = useTemplate(what);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const chosen = await readChosen(file);
    setUnsendable(typeof chosen === 'string' ? chosen : null);
    if (typeof chosen !== 'string') onChoose(chosen);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const drag = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(event.type === 'dragover');
  };
  const takePasted = (): void =>
    onChoose({ fileName: t('organisation.importing.pastedName'), csv: csvOfPasted(pasted) });
  return (
    <Form name={t('organisation.importing.choose')} onSubmit={takePasted}>
      <div
        className={isOver ? 'm-field m-import-drop m-import-over' : 'm-field m-import-drop'}
        onDragOver={drag}
        onDragLeave={drag}
        onDrop={drop}
      >
        <div className="m-import-ways">
          <label className="m-btn m-btn-primary m-file-btn">
            <input
              type="file"
              className="m-unseen"
              accept=".xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              onChange={(event) => {
                void take(event.target.files?.[0]);
                // The same file, mended and chosen again, is another one.
                event.target.value = '';
              }}
            />
            {t('organisation.importing.choose')}
          </label>
          <Button onClick={template.save} busy={template.busy}>
            {t('organisation.importing.template')}
          </Button>
          <ExportButtons what={what} organisationId={organisationId} />
        </div>
        <p className="m-caption">{t('organisation.importing.chooseHint')}</p>
      </div>
      {unsendable !== null && (
        <FormFault>
          {t(unsendable === 'too-large' ? 'organisation.importing.tooLarge' : 'refusal.not-a-table')}
        </FormFault>
      )}
      {template.error !== null && <FormFault>{template.error}</FormFault>}
      <Field label={t('organisation.importing.paste')} hint={t('organisation.importing.pasteHint')}>
        {(wires) => <TextArea {...wires} rows={6} value={pasted} onChange={(event) => setPasted(event.target.value)} />}
      </Field>
      <Button type="submit" primary {...(pasted.trim() === '' && { reason: t('organisation.importing.pasteFirst') })}>
        {t('organisation.importing.try')}
      </Button>
    </Form>
  );
}

/** The blank workbook, with the lists of this instance to choose from. */
function useTemplate(what: Imported): {
  readonly save: () => void;
  readonly busy: boolean;
  readonly error: string | null;
} {
  const language = useLanguage();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(templateRoutes[what], { query: { language } }),
    onSuccess: ({ fileName, xlsx }) => saveWorkbook(fileName, xlsx),
  });
  return { save: () => mutate(), busy: isPending, error: error === null ? null : sayRefusal(error) };
}
