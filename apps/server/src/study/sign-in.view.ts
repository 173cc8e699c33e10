import type { RouteAnswer } from '@muster/contract';
import type { listOwnPlans, readOwnSignIn, readSignInCode } from '@muster/contract/study';
import { mayActOn, type Grant, type Place } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { secondsLeft, signInClosesAt, signInOpensAt } from '@muster/core/study';
import { sql } from 'kysely';
import type { Refused } from '../platform/command.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { codeAt } from './code-of-plan.ts';
import { leftOutThere } from './left-out-there.view.ts';
import { plansOf, type PlanRow } from './plans.view.ts';
import { signingIn } from './signing-in.ts';

interface ScreenRow {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly partyPath: string;
  readonly expected: number;
  readonly signedIn: number;
  readonly secret: Buffer;
}

/** For whoever records for one of the branches: the code of this moment, and how many of each have signed in. */
export async function signInScreen(
  tx: ReadTx,
  plan: PlanRow,
  grants: readonly Grant[],
  at: Date,
  timeZone: string,
): Promise<RouteAnswer<typeof readSignInCode> | Refused> {
  const { rows } = await sql<ScreenRow>`
    select branch_id as id, name, path, party_path as "partyPath", expected, signed_in as "signedIn", code_secret as secret
    from study_sign_in_screen(${plan.id}::uuid)`.execute(tx);
  const mine = rows.filter((row) => mayActOn(grants, 'record-activity', placeOf(row)));
  const [first] = mine;
  if (first === undefined) return refuse('not-permitted', { verb: 'record-activity' });
  if (plan.calledOffAt !== null) return refuse('plan-called-off-already');
  const leftOut = await leftOutThere(
    tx,
    plan,
    mine.map(({ id }) => id),
    timeZone,
  );
  const opensAt = signInOpensAt(plan.startsAt);
  const closesAt = signInClosesAt(plan.endsAt);
  return {
    code: at < opensAt || at >= closesAt ? null : codeAt(first.secret, at),
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    isClosed: at >= closesAt,
    secondsLeft: secondsLeft(at),
    branches: mine.map(({ id, name, expected, signedIn }) => {
      const without = (leftOut.get(id) ?? []).map(({ people, ...rest }) => ({ ...rest, count: people.length }));
      const count = without.reduce((sum, each) => sum + each.count, 0);
      return { id, name, expected: expected - count, signedIn, leftOut: without };
    }),
  };
}

const placeOf = ({ path, partyPath }: Pick<ScreenRow, 'path' | 'partyPath'>): Place => ({
  path: partyPath,
  linked: [path],
});

/** Who of a branch has signed in, by when. */
export async function signInsOf(
  tx: ReadTx,
  plan: { readonly regionId: number; readonly id: string },
  branchId: string,
): Promise<readonly { readonly personId: string; readonly signedAt: Date }[]> {
  return tx
    .selectFrom('sign_in')
    .select(['person_id as personId', 'signed_at as signedAt'])
    .where('region_id', '=', plan.regionId)
    .where('planned_id', '=', plan.id)
    .where('branch_id', '=', branchId)
    .orderBy('signed_at')
    .orderBy('person_id')
    .execute();
}

/** What is coming at the branch that one belongs to; what is called off or was over the day before is not. */
export async function ownPlans(tx: ReadTx, personId: string, at: Date): Promise<RouteAnswer<typeof listOwnPlans>> {
  const home = await tx
    .selectFrom('membership')
    .select(['region_id as regionId', 'branch_id as nodeId'])
    .where('person_id', '=', personId)
    .where('to_on', 'is', null)
    .executeTakeFirst();
  if (home === undefined) return { plans: [] };
  const found = await plansOf(tx, { ...home, since: new Date(at.getTime() - 86_400_000) });
  const coming = found.filter(
    ({ calledOffAt, branches }) =>
      calledOffAt === null && branches.some(({ id, sheet }) => id === home.nodeId && sheet === null),
  );
  const signed = await signedBy(tx, home.regionId, personId, coming);
  return {
    plans: coming.map(({ id, topic, place, startsAt, endsAt }) => ({
      id,
      topic,
      place,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      opensAt: signInOpensAt(startsAt).toISOString(),
      closesAt: signInClosesAt(endsAt).toISOString(),
      signedAt: signed.get(id)?.toISOString() ?? null,
    })),
  };
}

/** When somebody signed in to which of these plans. */
async function signedBy(
  tx: ReadTx,
  regionId: number,
  personId: string,
  plans: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, Date>> {
  if (plans.length === 0) return new Map();
  const rows = await tx
    .selectFrom('sign_in')
    .select(['planned_id', 'signed_at'])
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where(
      'planned_id',
      'in',
      plans.map(({ id }) => id),
    )
    .execute();
  return new Map(rows.map((row) => [row.planned_id, row.signed_at]));
}

/** What a member needs before and after signing in. */
export async function ownSignIn(
  tx: ReadTx,
  plan: PlanRow,
  at: Date,
): Promise<RouteAnswer<typeof readOwnSignIn> | Refused> {
  const found = await signingIn(tx, plan.id);
  if (found === null) return refuse('not-found');
  if (found.expected === null) return refuse('not-expected-there');
  const opensAt = signInOpensAt(plan.startsAt);
  const closesAt = signInClosesAt(plan.endsAt);
  return {
    topic: plan.topic,
    place: plan.place,
    startsAt: plan.startsAt.toISOString(),
    endsAt: plan.endsAt.toISOString(),
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    signedAt: found.signedAt?.toISOString() ?? null,
    leftOut: found.leftOut,
    state: found.isCalledOff
      ? 'called-off'
      : found.isWritten
        ? 'over'
        : at < opensAt
          ? 'not-yet'
          : at < closesAt
            ? 'open'
            : 'closed',
  };
}
