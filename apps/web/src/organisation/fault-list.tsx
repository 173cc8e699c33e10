import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import type { TextKey } from '../app/i18n/texts.ts';
import { useText } from '../app/i18n/use-text.ts';
import { CellIssues } from '../ui/cells/cell-issues.tsx';
import { Button } from '../ui/form/button.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useKindName } from './kind-name.ts';
import { cellText, numbered } from './quoted-file.tsx';
import type { ImportFault, ImportReport } from './use-import.ts';

type Props = {
  readonly report: ImportReport;
  readonly busy: boolean;
  readonly onMend: (fault: ImportFault, cellText: string) => void;
};

/** Every fault with its cell, cause and nearest fit, and the button that puts the fit in its place. */
export function FaultList({ report, busy, onMend }: Props): ReactNode {
  const t = useText();
  const listed = numbered(report);
  const errors = report.faults.filter((fault) => fault.severity === 'error').length;
  return (
    <>
      <header className="m-sheet-head">
        <h2>{t('organisation.importing.cellByCell')}</h2>
        <span className="m-caption">
          {t('organisation.importing.faults', { count: report.faults.length, errors })}
          {listed.length < report.faults.length && t('organisation.importing.firstOnes', { shown: listed.length })}
        </span>
      </header>
      <CellIssues
        issues={listed.map((fault) => {
          const text = cellText(report, fault);
          return {
            number: fault.number,
            address: fault.cell,
            grave: fault.severity === 'error',
            cause: <Cause fault={fault} />,
            ...(fault.nearest !== null && {
              hint: (
                <Say k="organisation.importing.nearest" values={{ nearest: <UserText>{fault.nearest}</UserText> }} />
              ),
            }),
            ...(fault.nearest !== null &&
              text !== null && {
                action: (
                  <Button small busy={busy} onClick={() => onMend(fault, text)}>
                    {t('organisation.importing.mend')}
                  </Button>
                ),
              }),
          };
        })}
      />
    </>
  );
}

/** The column in the file's own word, then what is wrong with what stands in it. */
function Cause({ fault }: { readonly fault: ImportFault }): ReactNode {
  const t = useText();
  const kindName = useKindName();
  const values = Object.entries(fault.params).map(([name, value]): readonly [string, ReactNode] => {
    if (typeof value === 'number') return [name, value];
    const isKind = name === 'kind' || name === 'above' || (name === 'before' && fault.code === 'kind-change');
    return [name, isKind ? kindName(value) : <UserText key={name}>{value}</UserText>];
  });
  const count = fault.params['count'];
  return (
    <>
      <UserText>{fault.column}</UserText>
      {t('organisation.importing.colon')}
      <Say
        k={`import.${fault.code}` as TextKey}
        values={Object.fromEntries(values)}
        {...(typeof count === 'number' && { count })}
      />
    </>
  );
}
