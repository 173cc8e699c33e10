import { handInScript, nameLecturer } from '@muster/contract/study';
import type { Seeded } from '../demo/seeded.ts';
import type { Visitor } from '../visitor.ts';
import { inParallel } from '../in-parallel.ts';
import type { HeldMeeting } from './meetings.ts';
import { atOnce } from './offices.ts';
import { scriptOf } from './paper-texts.ts';

export interface Lecturing {
  readonly unitName: string;
  /** Codes of the unit's branches. */
  readonly branches: readonly string[];
  readonly head: Visitor;
}

/** At the first lecture of one of its branches the head of a unit spoke, and handed in the script: whose own it is only the head says. */
export async function giveLectures(
  chance: Seeded,
  recorder: Visitor,
  held: readonly HeldMeeting[],
  lecturing: readonly Lecturing[],
  scripted: (index: number) => boolean,
): Promise<void> {
  const first = new Map<string, string>();
  for (const { meeting, activityId } of held)
    if (meeting.kind === 'leader-lecture' && !first.has(meeting.branch)) first.set(meeting.branch, activityId);
  await inParallel(lecturing, atOnce, async ({ unitName, branches, head }, index) => {
    const activityId = branches.map((code) => first.get(code)).find((id) => id !== undefined);
    if (activityId === undefined) return;
    const body = { capacity: 'head', personId: head.personId } as const;
    const { id: lectureId } = await recorder.call(nameLecturer, { params: { activityId }, body });
    if (!scripted(index)) return;
    const script = { text: scriptOf(chance, unitName), file: null, isOwn: true };
    await head.call(handInScript, { params: { lectureId }, body: script });
  });
}
