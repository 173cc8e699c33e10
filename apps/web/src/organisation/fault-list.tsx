import { Fragment, type ReactNode } from 'react';
import { inWords, kinds, kindWordsIn, templateOf } from '@muster/core/organisation';
import { Say } from '../app/i18n/say.tsx';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { CellIssues } from '../ui/cells/cell-issues.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { addressOf } from './cell-address.ts';
import { useFileWords } from './file-words.ts';
import { faultSentences } from './imported.ts';
import { useKindName } from './kind-name.ts';
import { MendCell } from './mend-cell.tsx';
import { cellText, mendableHere, numbered } from './listed-faults.ts';
import type { ImportFault, ImportReport } from './use-import.ts';

type Props = {
  readonly report: ImportReport;
  readonly busy: boolean;
  readonly onMend: (fault: ImportFault, cellText: string) => void;
};

/** Every fault with its cell, cause and nearest fit, and the ways to mend it here. */
export function FaultList({ report, busy, onMend }: Props): ReactNode {
  const t = useText();
  const listed = numbered(report);
  const here = mendableHere(report);
  return (
    <>
      <header className="m-sheet-head">
        <h2>{t('organisation.importing.cellByCell')}</h2>
        <span className="m-caption">
          {t('organisation.importing.faults', { count: report.faultCount, errors: report.errorCount })}
          {here < report.faultCount
            ? t('organisation.importing.mendSome', { count: here })
            : t('organisation.importing.mendAll')}
          {listed.length < report.faultCount && t('organisation.importing.firstOnes', { shown: listed.length })}
        </span>
      </header>
      <CellIssues
        issues={listed.map((fault) => {
          const text = cellText(report, fault);
          return {
            number: fault.number,
            address: addressOf(fault),
            grave: fault.severity === 'error',
            cause: <Cause fault={fault} />,
            ...(fault.nearest !== null && {
              hint: (
                <Say k="organisation.importing.nearest" values={{ nearest: <UserText>{fault.nearest}</UserText> }} />
              ),
            }),
            ...(text !== null && {
              action: (
                <MendCell
                  key={text}
                  address={addressOf(fault)}
                  text={text}
                  fitting={fittingText(fault, text)}
                  busy={busy}
                  onMend={(mended) => onMend(fault, mended)}
                />
              ),
            }),
          };
        })}
      />
    </>
  );
}

/** The cell with the nearest fit in place of what is wrong in it; a cell may name several things, of which one is. */
function fittingText({ nearest, params }: ImportFault, text: string): string | null {
  if (nearest === null) return null;
  const wrong = String(params['word'] ?? params['code'] ?? '');
  return wrong === '' ? nearest : text.replace(wrong, nearest);
}

/** The column in the file's own word, then what is wrong with what stands in it. */
function Cause({ fault }: { readonly fault: ImportFault }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const kindName = useKindName();
  const words = useFileWords();
  // As the columns and lists of the file call it, also before there is a campaign.
  const kindWord = (value: string): string => {
    const kind = kinds.find((one) => one === value);
    return language === 'zh' && kind !== undefined ? kindWordsIn(words)[kind] : kindName(value);
  };
  const sentence = faultSentences[fault.code];
  const nodeOf = (name: string): ReactNode => {
    const value = fault.params[name] ?? '';
    if (typeof value === 'number') return value;
    const isKind = name === 'kind' || name === 'above' || (name === 'before' && fault.code === 'kind-change');
    return isKind ? kindWord(value) : <UserText>{value}</UserText>;
  };
  // Every second part is the name of a place.
  const template = sentence === undefined ? fault.code : templateOf(sentence, language, fault.params['count']);
  const parts = (language === 'zh' ? inWords(template, words) : template).split(/\{\{(\w+)\}\}/u);
  return (
    <>
      <UserText>{fault.column}</UserText>
      {t('organisation.importing.colon')}
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence never change places
        <Fragment key={index}>{index % 2 === 1 ? nodeOf(part) : part}</Fragment>
      ))}
    </>
  );
}
