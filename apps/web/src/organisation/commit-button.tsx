import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Button } from '../ui/form/button.tsx';
import type { ImportReport } from './use-import.ts';

type Props = {
  readonly report: ImportReport;
  readonly leaveOut: boolean;
  readonly busy: boolean;
  readonly onCommit: () => void;
};

/** Names what it will do by its count. */
export function CommitButton({ report, leaveOut, busy, onCommit }: Props): ReactNode {
  const t = useText();
  const count = report.created + report.updated + report.transferred;
  const reason =
    count === 0
      ? t('organisation.importing.nothingNew')
      : report.refused > 0 && !leaveOut
        ? t('organisation.importing.mendOrLeave', { count: report.refused })
        : undefined;
  return (
    <Button primary busy={busy} onClick={onCommit} {...(reason !== undefined && { reason })}>
      {t('organisation.importing.commit', { count })}
    </Button>
  );
}
