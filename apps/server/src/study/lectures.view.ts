import type { RouteAnswer } from '@muster/contract';
import type { listLectures } from '@muster/contract/study';
import type { Candidate, Capacity, OwnLecturer } from '@muster/core/study';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

type Listed = RouteAnswer<typeof listLectures>['lectures'][number];

export interface LectureRow {
  readonly id: string;
  readonly activityId: string;
  readonly capacity: Capacity;
  readonly personId: string | null;
  readonly name: string;
  readonly namedBy: string;
  readonly namedAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
  /** Of the last script; 0: none yet. */
  readonly version: number;
  readonly text: string | null;
  readonly sha256: string | null;
  readonly fileName: string | null;
  readonly isOwn: boolean | null;
  readonly handedInBy: string | null;
  readonly handedInAt: Date | null;
}

/** Of an activity, or one of them, in the order in which they were named. */
export async function lecturesOf(
  tx: ReadTx,
  wanted: { readonly activityId: string } | { readonly id: string },
): Promise<readonly LectureRow[]> {
  const which = 'id' in wanted ? sql`l.id = ${wanted.id}::uuid` : sql`l.activity_id = ${wanted.activityId}::uuid`;
  const { rows } = await sql<LectureRow>`
    select l.id, l.activity_id as "activityId", l.capacity, l.lecturer_id as "personId", l.lecturer_name as name, l.named_by_name as "namedBy",
      l.recorded_at as "namedAt", l.withdrawn_at as "withdrawnAt", l.withdrawn_by_name as "withdrawnBy", l.withdrawn_reason as "withdrawnReason",
      coalesce(s.version, 0) as version, s.body as text, encode(s.file_sha256, 'hex') as sha256, s.file_name as "fileName", s.is_own as "isOwn",
      s.handed_in_by_name as "handedInBy", s.recorded_at as "handedInAt"
    from region r
    join lecture l on l.region_id = r.region_id
    left join lateral (select * from lecture_script t where t.region_id = l.region_id and t.lecture_id = l.id
      order by t.version desc limit 1) s on true
    where ${which}
    order by l.recorded_at, l.id`.execute(tx);
  return rows;
}

export async function candidatesFor(tx: ReadTx, activityId: string): Promise<Candidate[]> {
  const { rows } = await sql<{ person_id: string; name: string; offices: Candidate['offices'] }>`
    select * from study_lecturers(${activityId}::uuid)`.execute(tx);
  return rows.map(({ person_id: personId, name, offices }) => ({ personId, name, offices }));
}

/** Of a branch that met: who is named as having spoken, wherever it was held, and is present on no sheet but its own. */
export async function ownLecturersAt(tx: ReadTx, activityId: string, branchId: string): Promise<OwnLecturer[]> {
  const { rows } = await sql<OwnLecturer>`
    select person_id as "personId", name from study_own_lecturers(${activityId}::uuid, ${branchId}::uuid)`.execute(tx);
  return rows;
}

/** At a meeting that a branch was at: who is named as having spoken, by whomever. */
export async function saidThere(tx: ReadTx, activityId: string, branchId: string) {
  const { rows } = await sql<Pick<LectureRow, 'id' | 'capacity' | 'personId'> & { readonly hasOwnScript: boolean }>`
    select lecture_id as id, capacity, person_id as "personId", has_own_script as "hasOwnScript"
    from study_said_there(${activityId}::uuid, ${branchId}::uuid)`.execute(tx);
  return rows;
}

/** The heads of the units of these branches and the leaders above them, by the branch's id; one query for any number of branches. */
export async function officesOver(
  tx: ReadTx,
  met: readonly { readonly branchId: string; readonly unitIds: readonly string[] }[],
): Promise<ReadonlyMap<string, Candidate[]>> {
  if (met.length === 0) return new Map();
  const pairs = met.flatMap(({ branchId, unitIds }) => unitIds.map((unitId) => [branchId, unitId] as const));
  const { rows } = await sql<{ branchId: string; personId: string; name: string; offices: Candidate['offices'] }>`
    select branch_id as "branchId", person_id as "personId", name, array_agg(office order by office) as offices
    from study_offices_over(${pairs.map(([branch]) => branch)}::uuid[], ${pairs.map(([, unit]) => unit)}::uuid[])
    group by branch_id, person_id, name`.execute(tx);
  return Map.groupBy(rows, ({ branchId }) => branchId);
}

export function lectureAnswer(row: LectureRow, mayHandIn: boolean): Listed {
  const { id, capacity, personId, name, namedBy } = row;
  return {
    id,
    capacity,
    personId,
    name,
    namedBy,
    namedAt: row.namedAt.toISOString(),
    script:
      row.version === 0
        ? null
        : {
            version: row.version,
            text: row.text,
            file: row.sha256 === null ? null : { sha256: row.sha256, name: row.fileName ?? '' },
            isOwn: row.isOwn === true,
            handedInBy: row.handedInBy ?? '',
            handedInAt: row.handedInAt?.toISOString() ?? '',
          },
    withdrawn:
      row.withdrawnAt === null
        ? null
        : { at: row.withdrawnAt.toISOString(), by: row.withdrawnBy ?? '', reason: row.withdrawnReason ?? '' },
    mayHandIn: mayHandIn && row.withdrawnAt === null,
  };
}
