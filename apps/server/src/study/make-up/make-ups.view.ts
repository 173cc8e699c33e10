import type { RouteAnswer, RouteInput } from '@muster/contract';
import type { listMakeUps } from '@muster/contract/study';
import { mayActOn } from '@muster/core/access';
import { civilDateAt } from '@muster/core/kernel';
import { sql, type RawBuilder } from 'kysely';
import { effectivePlaybooks, participationAtHand } from '../../campaign/index.ts';
import { unitSeenOf, type Node } from '../../organisation/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Actor } from '../../platform/identity.ts';

type Answer = RouteAnswer<typeof listMakeUps>;
type Wanted = RouteInput<typeof listMakeUps>['query'];
type MakeUp = Answer['makeUps'][number];

/** Of a branch: what is open by the day on which it is due, or what was made up, the latest first. */
export async function makeUpsOf(
  tx: ReadTx,
  branch: Node,
  wanted: Wanted,
  context: Pick<Context, 'actor' | 'said' | 'platform'>,
): Promise<Answer> {
  const whose = sql`o.branch_id = ${branch.id}::uuid`;
  const { makeUps, next } = await page(tx, branch.regionId, whose, wanted, onlookerOf(context));
  const { rows } = await sql<Pick<Answer, 'open' | 'made'>>`
    select count(*) filter (where not done)::int as open, count(*) filter (where made)::int as made
    from (${owedOf(branch.regionId, whose)}) w`.execute(tx);
  const unit = await unitSeenOf(tx, branch.id);
  const participation = unit && (await participationAtHand(tx, unit, context));
  const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  return {
    makeUps,
    ...(rows[0] ?? { open: 0, made: 0 }),
    modes: (playbook?.makeUp?.modes ?? []).map(({ code, earns }) => ({ code, earns })),
    mayRecord: mayActOn(context.actor.grants, 'record-activity', branch.place),
    next,
  };
}

/** A person's own, open and made, by the day on which they are or were due. */
export async function makeUpsOfPerson(
  tx: ReadTx,
  { regionId, id }: { readonly regionId: number; readonly id: string },
  context: Pick<Context, 'actor' | 'platform'>,
): Promise<readonly MakeUp[]> {
  const whose = sql`o.person_id = ${id}::uuid`;
  const of = (state: Wanted['state']) => page(tx, regionId, whose, { state, limit: 100 }, onlookerOf(context));
  return [...(await of('open')).makeUps, ...(await of('made')).makeUps];
}

interface Onlooker {
  readonly actor: Actor;
  readonly today: string;
  readonly timeZone: string;
}

const onlookerOf = ({ actor, platform: { clock, timeZone } }: Pick<Context, 'actor' | 'platform'>): Onlooker => ({
  actor,
  today: civilDateAt(clock.now(), timeZone),
  timeZone,
});

/** In campaigns that run, of units that take part, and of those that do no longer what was made up. Closed, and how that was done, where one sees it. */
const owedOf = (regionId: number, whose: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select o.region_id, o.id, o.person_id, o.branch_id, o.stage_code, o.due_on, x.done, x.made
  from obligation o
  join campaign c on c.id = o.campaign_id and c.closed_on is null
  join participation p on p.region_id = o.region_id and p.id = o.participation_id
  cross join lateral (select exists (select from obligation_discharge d
    where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as done, exists (select from make_up u
    where u.region_id = o.region_id and u.obligation_id = o.id and u.voided_at is null) as made) x
  cross join lateral obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) s
  where o.region_id = ${regionId} and o.kind = 'make-up' and o.cancelled_at is null
    and not s.is_exempt and (p.ended_at is null or x.done) and ${whose}`;

interface Row extends Omit<MakeUp, 'person' | 'meeting' | 'isOverdue' | 'made'> {
  readonly personId: string;
  readonly personName: string;
  readonly mayOpen: boolean;
  readonly elsewhere: MakeUp['person']['elsewhere'];
  readonly activityId: string;
  readonly topic: string;
  readonly startsAt: Date;
  readonly missedMinutes: number;
  readonly absence: string;
  readonly made: Made | null;
}

type Made = Omit<NonNullable<MakeUp['made']>, 'file'> & {
  readonly file: Omit<NonNullable<NonNullable<MakeUp['made']>['file']>, 'mayOpen'> | null;
  readonly path: string;
  readonly partyPath: string;
};

async function page(
  tx: ReadTx,
  regionId: number,
  whose: RawBuilder<unknown>,
  { state, after, limit }: Wanted,
  onlooker: Onlooker,
): Promise<{ readonly makeUps: MakeUp[]; readonly next: string | null }> {
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(w.due_on, w.id) > (select l.due_on, l.id from obligation l where l.region_id = ${regionId} and l.id = ${after}::uuid)`;
  const { rows } = await sql<Row>`
    with w as materialized (
      select * from (${owedOf(regionId, whose)}) w where ${state === 'made' ? sql`w.made` : sql`not w.done`} and ${beyond}
      order by w.due_on, w.id limit ${limit + 1})
    select w.id as "obligationId", w.person_id as "personId", coalesce(e.name, g.name, '') as "personName", e.id is not null as "mayOpen",
      case when g.branch_id <> w.branch_id then json_build_object('unit', g.unit_name, 'branch', g.branch_name) end as elsewhere, w.stage_code as "stageCode",
      w.due_on as "dueOn", m.activity_id as "activityId", m.topic, m.starts_at as "startsAt", m.minutes as "missedMinutes", m.reason as absence,
      case when u.id is not null then json_build_object('id', u.id, 'mode', u.mode, 'on', u.held_on, 'minutes', u.minutes, 'note', u.note,
        'file', case when u.file_name is not null then json_build_object('sha256', encode(u.file_sha256, 'hex'), 'name', u.file_name,
          'bytes', u.file_bytes) end,
        'isLate', u.is_late, 'lateReason', u.late_reason, 'by', u.recorded_by_name, 'at', u.recorded_at, 'path', u.path, 'partyPath', u.party_path) end as made,
      (select coalesce(json_agg(json_build_object('id', v.id, 'mode', v.mode, 'on', v.held_on, 'minutes', v.minutes, 'by', v.voided_by_name,
        'at', v.voided_at, 'reason', v.void_reason) order by v.voided_at desc, v.id), '[]')
       from make_up v where v.region_id = w.region_id and v.obligation_id = w.id and v.voided_at is not null) as voided
    from w
    join study_missed(${regionId}, (select array_agg(id) from w)) m on m.obligation_id = w.id
    left join obligation_owing(${regionId}, (select array_agg(id) from w)) g on g.obligation_id = w.id
    left join person e on e.region_id = w.region_id and e.id = w.person_id
    left join make_up u on u.region_id = w.region_id and u.obligation_id = w.id and u.voided_at is null
    order by w.due_on, w.id`.execute(tx);
  const shown = rows.slice(0, limit);
  return {
    makeUps: shown.map((row) => answerOf(row, onlooker)),
    next: rows.length > limit ? (shown.at(-1)?.obligationId ?? null) : null,
  };
}

function answerOf({ made, ...row }: Row, { actor, today, timeZone }: Onlooker): MakeUp {
  return {
    obligationId: row.obligationId,
    person: { id: row.personId, name: row.personName, mayOpen: row.mayOpen, elsewhere: row.elsewhere },
    meeting: {
      id: row.activityId,
      topic: row.topic,
      on: civilDateAt(row.startsAt, timeZone),
      minutes: row.missedMinutes,
      absence: row.absence,
    },
    stageCode: row.stageCode,
    dueOn: row.dueOn,
    isOverdue: made === null && row.dueOn < today,
    made: made === null ? null : madeAnswer(made, actor),
    voided: row.voided.map((each) => ({ ...each, at: new Date(each.at).toISOString() })),
  };
}

function madeAnswer({ file, path, partyPath, ...made }: Made, { grants }: Actor): NonNullable<MakeUp['made']> {
  const mayOpen = mayActOn(grants, 'read', { path: partyPath, linked: [path] });
  return { ...made, at: new Date(made.at).toISOString(), file: file && { ...file, mayOpen } };
}
