import type { StageOpened } from '../../campaign/index.ts';
import { owe } from '../../obligation/index.ts';
import type { Circumstances } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { MemberReturned, MembersJoined, MembersMoved } from '../../roster/index.ts';
import { owedBy, stagesThatAsk } from './notes-asked.ts';
import type { Wanted } from './open-stages.view.ts';
import { writersIn } from './writers.view.ts';

/** Hears that a stage has opened: each member owes each writing of which a number is asked, once, whatever the number. */
export async function oweNotes(tx: Tx, opened: StageOpened, circumstances: Circumstances): Promise<void> {
  await write(tx, opened, circumstances);
}

/** Hears that people are members from now on: what the open stage of their unit asks is asked of them too. */
export async function oweNotesOfJoined(tx: Tx, joined: MembersJoined, circumstances: Circumstances): Promise<void> {
  await write(tx, joined, circumstances);
}

/** Hears that people belong elsewhere now: what they owe has gone along, and what is asked here besides is asked of them too. */
export async function oweNotesOfMoved(tx: Tx, { regionId, moves }: MembersMoved, circumstances: Circumstances) {
  await write(tx, { regionId, personIds: moves.map(({ personId }) => personId) }, circumstances);
}

/** Hears that a membership goes on: a stage may have opened in between. */
export async function oweNotesOfReturned(tx: Tx, { regionId, personId }: MemberReturned, circumstances: Circumstances) {
  await write(tx, { regionId, personIds: [personId] }, circumstances);
}

async function write(tx: Tx, wanted: Wanted, { at, newId }: Circumstances): Promise<void> {
  const stages = await stagesThatAsk(tx, wanted);
  if (stages.length === 0) return;
  const byId = new Map(stages.map((each) => [each.participationId, each]));
  const rows = (await writersIn(tx, wanted, stages)).flatMap((writer) => {
    const stage = byId.get(writer.participationId);
    return stage === undefined ? [] : owedBy(writer, stage);
  });
  await owe(tx, at, newId, rows);
}
