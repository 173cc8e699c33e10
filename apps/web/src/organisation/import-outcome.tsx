import { Refused } from '@muster/client';
import type { ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useCodeSentence, useRefusal } from '../app/refusal.ts';
import { SumRow } from '../ui/figure/sum-row.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Failure } from '../ui/sheet/failure.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { FaultList } from './fault-list.tsx';
import './import.css';
import { ImportProgress } from './import-progress.tsx';
import { columnsOf, type Imported } from './imported.ts';
import { numbered } from './listed-faults.ts';
import { QuotedFile } from './quoted-file.tsx';
import type { ImportReport, Importing } from './use-import.ts';

type Props = {
  readonly importing: Importing;
  readonly what: Imported;
  readonly leaveOut: boolean;
  readonly onLeaveOut: (leaveOut: boolean) => void;
};

/** What the trial found: counts, the quoted sheet, every fault with its cell. */
export function ImportOutcome({ importing, what, leaveOut, onLeaveOut }: Props): ReactNode {
  const t = useText();
  const { file, report, error, busy, mend, standing } = importing;
  if (error !== null) return <NotTaken importing={importing} what={what} />;
  if (report === null || file === null) return <Sheet>{busy && <ImportProgress standing={standing} />}</Sheet>;
  const faults = numbered(report);
  return (
    <Sheet>
      {busy && <ImportProgress standing={standing} />}
      <Sums report={report} />
      {report.refused > 0 && report.refused < report.rows && (
        <label className="m-import-leave">
          <input type="checkbox" checked={leaveOut} onChange={(event) => onLeaveOut(event.target.checked)} />
          {t('organisation.importing.leaveOut', { count: report.refused })}
        </label>
      )}
      {faults.length === 0 ? (
        <EmptyLine>
          <StateWord state="met">{t('organisation.importing.noFaults')}</StateWord>
        </EmptyLine>
      ) : (
        <>
          <QuotedFile report={report} name={file.fileName} />
          <FaultList report={report} busy={busy} onMend={mend} />
        </>
      )}
    </Sheet>
  );
}

function Sums({ report }: { readonly report: ImportReport }): ReactNode {
  const t = useText();
  return (
    <SumRow
      sums={[
        { key: 'created', value: report.created, label: t('organisation.importing.sum.created') },
        { key: 'updated', value: report.updated, label: t('organisation.importing.sum.updated') },
        ...(report.transferred > 0
          ? [{ key: 'transferred', value: report.transferred, label: t('organisation.importing.sum.transferred') }]
          : []),
        { key: 'unchanged', value: report.unchanged, label: t('organisation.importing.sum.unchanged') },
        { key: 'refused', value: report.refused, label: t('organisation.importing.sum.refused'), state: 'gap' },
        ...(report.warned > 0
          ? [
              {
                key: 'warned',
                value: report.warned,
                label: t('organisation.importing.sum.warned'),
                state: 'wait' as const,
              },
            ]
          : []),
      ]}
    />
  );
}

/** The file as a whole was not taken: no header, nothing in it, not CSV. Sent again it is no other, so only what never arrived is tried again. */
function NotTaken({ importing: { error, file, choose }, what }: Pick<Props, 'importing' | 'what'>): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const sayCode = useCodeSentence();
  const nameColumns = useColumnNames(what);
  if (error instanceof Refused && error.problem.status < 500) {
    const { code, params } = error.problem;
    return (
      <Sheet padded>
        <FormFault>{sayCode(code, { ...params, columns: nameColumns(params['columns']) })}</FormFault>
      </Sheet>
    );
  }
  return (
    <Sheet>
      <Failure
        what={t('organisation.importing.thisFile')}
        why={sayRefusal(error)}
        onRetry={file === null ? undefined : () => choose(file)}
      />
    </Sheet>
  );
}

/** Columns that a refusal lists by their Chinese names, as the language at hand calls them. */
function useColumnNames(what: Imported): (listed: string | number | undefined) => string {
  const t = useText();
  const isEnglish = useLanguage() === 'en';
  return (listed) =>
    String(listed ?? '')
      .split('、')
      .map((name) => columnsOf[what].find(({ names }) => names[0] === name)?.names[isEnglish ? 1 : 0] ?? name)
      .join(t('organisation.importing.listComma'));
}
