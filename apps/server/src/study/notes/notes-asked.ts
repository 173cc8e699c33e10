import type { Stage } from '@muster/core/campaign';
import { writingsAsked } from '@muster/core/study';
import { effectivePlaybooks } from '../../campaign/index.ts';
import type { Owed } from '../../obligation/index.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import { openStagesOf, type OpenStage, type Wanted } from './open-stages.view.ts';
import type { Writer } from './writers.view.ts';

export interface AskingStage extends OpenStage {
  /** As the playbook in force has it. */
  readonly stage: Stage;
}

/** Where no playbook gives a number nobody is looked up. */
export async function stagesThatAsk(tx: ReadTx, wanted: Wanted): Promise<readonly AskingStage[]> {
  const open = await openStagesOf(tx, wanted);
  if (open.length === 0) return [];
  const playbooks = await effectivePlaybooks(
    tx,
    open.map(({ participationId }) => participationId),
  );
  return open.flatMap((each) => {
    const stage = playbooks.get(each.participationId)?.stages.find(({ code }) => code === each.stageCode);
    const asks = stage?.writings.some(({ number, instead }) =>
      [number, ...instead.map((own) => own.number)].some(Boolean),
    );
    return stage === undefined || asks !== true ? [] : [{ ...each, stage }];
  });
}

export function owedBy(
  { personId, branchId, categories, asked, written }: Writer,
  { stage, track, ...of }: AskingStage,
): Owed[] {
  return writingsAsked(stage, track, categories).flatMap(({ code, title, number }): Owed | [] => {
    if (number === null || (written[code] ?? 0) >= number || asked.includes(code)) return [];
    return {
      ...of,
      addressee: 'person',
      personId,
      branchId,
      kind: 'note',
      dutyCode: code,
      title,
      askedNumber: number,
      anchor: 'end',
      offsetDays: 0,
    };
  });
}
