import { sql } from 'kysely';
import { datesChanged, pinConditions, stageOpened } from '../campaign/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { Decided } from '../platform/each.ts';
import { insertFindings } from '../supervision/index.ts';
import { markJudged, type Decision, type TransitionState } from './steps.ts';

/** Written by the database alone, which asks every rule again of each; where a stage passed the next one opens. As many statements for one as for hundreds of a stage. */
export async function insertDecisions(
  tx: Tx,
  made: readonly Decided<TransitionState, Decision>[],
  circumstances: Circumstances,
): Promise<void> {
  const { actor, at } = circumstances;
  const regions = made.map(({ state }) => state.transition.region_id);
  const ids = made.map(({ state }) => state.transition.id);
  const outcomes = made.map(({ facts }) => facts.outcome);
  const notes = made.map(({ facts }) => facts.note);
  const judged = made.map(({ state }) => Buffer.from(state.gate.judgedHash, 'hex'));
  await sql`
    select gate_decide(d.region, d.id, d.outcome, ${actor.personId}::uuid, ${actor.personName}, d.note, d.judged, ${at}::timestamptz)
    from unnest(${regions}::int[], ${ids}::uuid[], ${outcomes}::text[], ${notes}::text[], ${judged}::bytea[])
      d (region, id, outcome, note, judged)`.execute(tx);
  const opening = made.flatMap(({ facts, state: { participation } }) => {
    const next = participation.stages.find((stage) => stage.position === (participation.openStage?.position ?? 0) + 1);
    return facts.outcome === 'passed' && next !== undefined ? { participation, stageCode: next.code } : [];
  });
  for (const [stageCode, ofStage] of Map.groupBy(opening, (each) => each.stageCode)) {
    await pinConditions(
      tx,
      ofStage.map(({ participation }) => participation.id),
      stageCode,
    );
    for (const [regionId, here] of Map.groupBy(ofStage, ({ participation }) => participation.regionId)) {
      const participationIds = here.map(({ participation }) => participation.id);
      await circumstances.tell(tx, stageOpened, { regionId, participationIds, stageCode });
      await circumstances.tell(tx, datesChanged, { regionId, participationIds });
    }
  }
  await insertFindings(
    tx,
    made.flatMap(({ facts }) => facts.toMend ?? []),
    circumstances,
  );
  await markJudged(
    tx,
    made.map(({ state }) => state),
  );
}
