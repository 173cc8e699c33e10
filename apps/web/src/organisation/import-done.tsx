import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { SumRow } from '../ui/figure/sum-row.tsx';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { StatedOtherwise } from './claims/stated-otherwise.tsx';
import type { Imported } from './imported.ts';
import type { Importing, ImportReport } from './use-import.ts';

type Props = {
  readonly report: ImportReport;
  readonly organisationId: string;
  readonly what: Imported;
  readonly marked: Importing['marked'];
  readonly onMore: () => void;
};

export function ImportDone({ report, organisationId, what, marked, onMore }: Props): ReactNode {
  const t = useText();
  const next = what === 'members' ? `/organisations/${organisationId}/members` : `/overview/${organisationId}`;
  return (
    <Sheet>
      <SumRow
        sums={[
          { key: 'created', value: report.created, label: t('organisation.importing.sum.created') },
          { key: 'updated', value: report.updated, label: t('organisation.importing.sum.updated') },
          ...(report.transferred > 0
            ? [{ key: 'transferred', value: report.transferred, label: t('organisation.importing.sum.transferred') }]
            : []),
          { key: 'unchanged', value: report.unchanged, label: t('organisation.importing.sum.unchanged') },
          { key: 'refused', value: report.refused, label: t('organisation.importing.sum.leftOut'), state: 'gap' },
        ]}
      />
      <EmptyLine
        action={
          <>
            <ButtonLink primary href={next}>
              {t(what === 'members' ? 'organisation.importing.seeMembers' : 'organisation.importing.seeTree')}
            </ButtonLink>
            {report.refused > 0 && (
              <Button onClick={marked.save} busy={marked.busy}>
                {t('organisation.importing.marked')}
              </Button>
            )}
            <Button onClick={onMore}>{t('organisation.importing.another')}</Button>
          </>
        }
      >
        <StateWord state="met">{t('organisation.importing.done')}</StateWord>
      </EmptyLine>
      <StatedOtherwise organisationId={organisationId} />
    </Sheet>
  );
}
