import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useAssessmentColumns } from '../assessment/assessment-columns.tsx';
import { useAssessments } from '../assessment/queries.ts';
import { useRecord } from '../organisation/change/queries.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';

/** Of a unit that is merged or closed: how it was voted on, with its shares. A vote that failed does not go with the unit. */
export function LastVotes({ unitId }: { readonly unitId: string }): ReactNode {
  const { data } = useRecord(unitId);
  return data === undefined || data.closing === null ? null : <Votes unitId={unitId} />;
}

function Votes({ unitId }: { readonly unitId: string }): ReactNode {
  const t = useText();
  const columns = useAssessmentColumns();
  const { data } = useAssessments(unitId);
  const votes = data?.pages.flatMap(({ assessments }) => assessments) ?? [];
  if (votes.length === 0) return null;
  return (
    <Sheet title={t('gate.side.assessments')} caption={t('assessment.attemptsKept')}>
      <DataTable
        name={t('gate.side.assessments')}
        columns={columns}
        rows={votes.toReversed()}
        rowKey={({ id }) => id}
        height="tall"
      />
    </Sheet>
  );
}
