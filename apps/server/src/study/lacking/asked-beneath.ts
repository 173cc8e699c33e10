import { formsOf, type LectureDuty, type Playbook, type Stage } from '@muster/core/campaign';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import { playbooksUnder } from '../../campaign/index.ts';
import type { Node } from '../../organisation/index.ts';
import type { ReadTx } from '../../platform/database/db.ts';

/** A stage that units beneath a node have opened under the same documents. */
export interface Opened {
  readonly documents: readonly string[];
  readonly playbook: Playbook;
  readonly stage: Stage;
  /** The earliest of those that are open; null: it is closed everywhere. */
  readonly span: Span | null;
}

export interface Span {
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

/** In the order of the stages. */
export async function openedBeneath(tx: ReadTx, node: Node, campaignId: string): Promise<readonly Opened[]> {
  const { rows } = await sql<{ code: string; documents: string[]; span: Span | null }>`
    select stage_code as code, documents,
      case when ends_on is not null then json_build_object('startsOn', starts_on, 'endsOn', ends_on) end as span
    from study_stages_beneath(${node.regionId}, ${node.place.path}::ltree, ${campaignId}::uuid)
    order by documents, stage_code`.execute(tx);
  const under = await playbooksUnder(
    tx,
    rows.map(({ documents }) => documents),
  );
  const opened = rows.flatMap(({ code, span }, index) => {
    const { documents, playbook } = under[index] ?? { documents: [], playbook: null };
    const position = playbook?.stages.findIndex((stage) => stage.code === code) ?? -1;
    const stage = playbook?.stages[position];
    return playbook === null || stage === undefined ? [] : [{ documents, playbook, stage, span, position }];
  });
  return opened.toSorted((one, other) => one.position - other.position);
}

/** What is in a stage that is open somewhere, else in the last. */
export const isStillOpen = (those: readonly Opened[]): boolean => those.some(({ span }) => span !== null);

export interface LectureAsked extends Opened {
  readonly duty: LectureDuty;
}

/** Lectures that every member is to give. */
export function lecturesAsked(opened: readonly Opened[]): readonly LectureAsked[] {
  return opened.flatMap((each) => ownLectures(each.stage).map((duty) => ({ ...each, duty })));
}

export const ownLectures = (stage: Stage): readonly LectureDuty[] => stage.lectures.filter(({ by }) => by === 'member');

/** As the database is asked who has not given it: of the units in which the stage is open, or of those that have left it. */
export function lectureRule({ documents, playbook, duty }: LectureAsked, isOpen: boolean) {
  return {
    documents,
    is_open: isOpen,
    not_for: duty.notForTracks,
    exempt: duty.exemptCategories,
    kinds: kindsOf(duty, playbook),
    own_script: duty.ownScript,
  };
}

/** With the forms that count as them. */
export function kindsOf({ activityKinds }: LectureDuty, playbook: Playbook): string[] {
  return activityKinds.flatMap((kind) => formsOf(kind, playbook.activityKinds));
}

/** Never before the stage begins, as of everything that is owed before its end. */
export function dueIn({ startsOn, endsOn }: Span, { dueDaysBeforeEnd }: LectureDuty): CivilDate {
  const day = addDays(endsOn, -dueDaysBeforeEnd);
  return day < startsOn ? startsOn : day;
}
