import type { RouteAnswer } from '@muster/contract';
import type { readPerson } from '@muster/contract/roster';
import { comingOf } from '@muster/core/study';
import { sql } from 'kysely';
import { conditionsOf, effectivePlaybooks, participationAtHand } from '../campaign/index.ts';
import { findNode } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Person } from './queries.ts';

type Answer = RouteAnswer<typeof readPerson>;

/** One person: where they belong, what the open stage asks of them and what they have, and every attendance. */
export async function personOf(
  tx: ReadTx,
  person: Person,
  asking: Pick<Context, 'said' | 'at' | 'actor'>,
): Promise<Answer> {
  const { rows } = await sql<NonNullable<Answer['membership']>>`
    select json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')) as branch,
      json_build_object('id', m.unit_id, 'name', coalesce(u.name, '')) as unit, m.standing, m.from_on as "fromOn",
      m.joined_on as "joinedOn"
    from membership m
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where m.region_id = ${person.regionId} and m.person_id = ${person.id}::uuid and m.to_on is null`.execute(tx);
  const membership = rows[0] ?? null;
  return {
    person: {
      id: person.id,
      name: person.name,
      code: person.code,
      bornIn: person.bornIn,
      categories: [...person.categories],
    },
    membership,
    stage: membership === null ? null : await stageOf(tx, person, membership, asking),
    attendances: await attendancesOf(tx, person),
  };
}

/** Applicants owe nothing, and who reads without a place of their own sees no unit's stage. */
async function stageOf(
  tx: ReadTx,
  person: Person,
  { unit: { id: unitId }, standing }: NonNullable<Answer['membership']>,
  asking: Pick<Context, 'said' | 'at' | 'actor'>,
): Promise<Answer['stage']> {
  const unit = await findNode(tx, unitId);
  const participation = unit === null ? null : await participationAtHand(tx, unit, asking);
  const open = participation?.openStage ?? null;
  if (participation === null || open === null) return null;
  const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  const stage = playbook?.stages.find(({ code }) => code === open.code);
  const { minutes, collectiveMinutes, ...apart } = await hoursOf(tx, person, participation.campaignId, open.code);
  const conditions = standing === 'applicant' ? [] : await conditionsOf(tx, participation, open.code);
  const planned = await plannedFor(tx, person, participation.campaignId, open.endsOn, asking.at);
  const makeUps =
    playbook?.makeUp?.modes.some(({ earns }) => earns) === true
      ? await leftToMakeUp(tx, person, participation.campaignId, open.code)
      : 0;
  const needOf = (wanted: string): number | null =>
    conditions.find(({ measure, applies }) => applies && measure === wanted)?.memberNeeds ?? null;
  const together = needOf('study.collective-minutes');
  // As much as is asked beyond what is asked together.
  const log = together === null ? 0 : Math.max(0, (needOf('study.minutes') ?? 0) - together - apart.selfStudyMinutes);
  const collective = new Set(playbook?.activityKinds.flatMap(({ code, isCollective }) => (isCollective ? [code] : [])));
  return {
    code: open.code,
    title: stage?.title ?? { zh: open.code, en: open.code },
    startsOn: open.startsOn,
    endsOn: open.endsOn,
    minutes,
    collectiveMinutes,
    ...apart,
    shortestSessionMinutes: playbook?.shortestSessionMinutes ?? 0,
    needs: conditions.flatMap(({ code, measure, applies, memberNeeds }) => {
      const title = stage?.conditions.find((each) => each.code === code)?.title ?? { zh: code, en: code };
      const isTogether = measure === 'study.collective-minutes';
      const have = isTogether ? collectiveMinutes : minutes;
      if (!applies || memberNeeds === null) return [];
      const coming = comingOf(planned.filter(({ kind }) => !isTogether || collective.has(kind)));
      const besides = isTogether ? { makeUps: 0, log: 0 } : { makeUps, log };
      return [{ measure, title, minutes: memberNeeds, have, coming, open: besides }];
    }),
  };
}

async function hoursOf(tx: ReadTx, { regionId, id }: Person, campaignId: string, stageCode: string): Promise<Hours> {
  const { rows } = await sql<Hours>`
    select minutes, collective_minutes as "collectiveMinutes", elsewhere_minutes as "elsewhereMinutes",
      made_up_minutes as "madeUpMinutes", self_study_minutes as "selfStudyMinutes"
    from study_earned(${regionId}, ${campaignId}::uuid, array[${id}::uuid]) where stage_code = ${stageCode}`.execute(
    tx,
  );
  return rows[0] ?? { minutes: 0, collectiveMinutes: 0, elsewhereMinutes: 0, madeUpMinutes: 0, selfStudyMinutes: 0 };
}

async function leftToMakeUp(
  tx: ReadTx,
  { regionId, id }: Person,
  campaignId: string,
  stageCode: string,
): Promise<number> {
  const { rows } = await sql<{ minutes: number }>`
    select study_left_to_make_up(${regionId}, ${campaignId}::uuid, ${stageCode}, ${id}::uuid) as minutes`.execute(tx);
  return rows[0]?.minutes ?? 0;
}

interface PlannedFor {
  readonly kind: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Without what falls on a leave of theirs. */
async function plannedFor(
  tx: ReadTx,
  { regionId, id }: Person,
  campaignId: string,
  until: string,
  at: Date,
): Promise<readonly PlannedFor[]> {
  const { rows } = await sql<PlannedFor>`
    select kind, starts_at as "startsAt", ends_at as "endsAt"
    from study_coming(${regionId}, ${campaignId}::uuid, ${id}::uuid, ${at}, ${until}::date)`.execute(tx);
  return rows;
}

interface Hours {
  readonly minutes: number;
  readonly collectiveMinutes: number;
  readonly elsewhereMinutes: number;
  readonly madeUpMinutes: number;
  readonly selfStudyMinutes: number;
}

async function attendancesOf(tx: ReadTx, { regionId, id }: Person): Promise<Answer['attendances']> {
  const { rows } = await sql<Omit<Answer['attendances'][number], 'startsAt'> & { startsAt: Date }>`
    select activity_id as "activityId", topic, kind, starts_at as "startsAt", presence, reason, minutes, credited, voided
    from study_attended(${regionId}, ${id}::uuid)`.execute(tx);
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString() }));
}
