import { setTimeout } from 'node:timers/promises';
import type { City } from '../city.ts';
import { ms, quantile, type Figure } from '../figure.ts';
import type { Visitor } from '../visitor.ts';
import { callOff, expectedMembers, openSessions, planMeetings, type SigningIn } from './meetings-to-sign.ts';
import { postCode, telephone } from './post-code.ts';

const aSecond = 500;
const seconds = 60;
const clients = 64;

interface Load {
  /** From the moment at which each was due, so that a server that falls behind is not asked less. */
  readonly taken: readonly number[];
  /** Statuses of what was not taken. */
  readonly refused: readonly number[];
  readonly over: number;
}

/** P12: members sign in by the code while the tree is edited and a unit’s stage extended; and how far the figures are behind. */
export async function signIns(city: City): Promise<Figure[]> {
  const { address, database, office } = city;
  const wanted = aSecond * seconds;
  const branches = await expectedMembers(database);
  const meetings = await planMeetings(address, branches, wanted);
  const signing = await openSessions(database, meetings, wanted);
  const codes = new Map<string, string>();
  const readCodes = async (): Promise<void> => {
    for (const { planId, recorder } of meetings)
      codes.set(planId, (await recorder.get<{ code: string }>(`/api/plans/${planId}/code`)).code);
  };
  await readCodes();
  const over = new AbortController();
  const every = async (milliseconds: number, act: () => Promise<unknown>): Promise<void> => {
    while (!over.signal.aborted) {
      await act();
      await setTimeout(milliseconds);
    }
  };
  const behind: number[] = [];
  let edits = 0;
  const beside = Promise.all([
    every(5000, readCodes),
    every(1000, async () => (edits += await editUnit(city, signing))),
    every(1000, async () => behind.push(await lag(office, city.rootId))),
    setTimeout((seconds / 2) * 1000).then(() => extend(city, signing)),
  ]);
  // Awaited when the minute is over.
  beside.catch(() => undefined);
  const load = await send(address, signing, codes).finally(() => over.abort());
  await beside;
  const { rows } = await database.query<{ kept: number }>(
    'select count(*)::int as kept from sign_in where planned_id = any ($1)',
    [meetings.map(({ planId }) => planId)],
  );
  const kept = rows[0]?.kept ?? 0;
  await callOff(meetings);
  const p95 = quantile(load.taken, 0.95);
  const rate = load.taken.length / (load.over / 1000);
  const figures = quantile(behind, 0.95);
  return [
    {
      id: 'P12',
      what: `sign-ins over HTTP for ${seconds} s while the tree is edited ${edits} times and a stage extended: a second; p95; kept of acknowledged`,
      ours: `${rate.toFixed(0)}; ${ms(p95)}; ${kept} of ${load.taken.length}, ${load.refused.length} refused ${[...new Set(load.refused)].join(' ')}`.trimEnd(),
      beside: '–',
      wanted: `${aSecond} a second, p95 at most 200 ms, none lost or refused`,
      holds: rate >= 0.99 * aSecond && p95 <= 200 && kept === load.taken.length && load.refused.length === 0,
    },
    {
      id: 'P12',
      what: 'how far the figures are behind meanwhile: p95',
      ours: ms(figures),
      beside: '–',
      wanted: 'at most 5 s',
      holds: figures <= 5000,
    },
  ];
}

/** So many a second whether or not the earlier ones were answered, by so many connections. */
async function send(address: string, signing: readonly SigningIn[], codes: ReadonlyMap<string, string>): Promise<Load> {
  const taken: number[] = [];
  const refused: number[] = [];
  const start = performance.now();
  const queue = signing.entries();
  const client = async (place: number): Promise<void> => {
    const agent = telephone(place);
    for (const [index, each] of queue) {
      const due = start + (index * 1000) / aSecond;
      const early = due - performance.now();
      if (early > 1) await setTimeout(early);
      const status = await postCode(agent, address, each, codes.get(each.planId) ?? '');
      if (status === 200) taken.push(performance.now() - due);
      else refused.push(status);
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: clients }, (_, place) => client(place)));
  return { taken, refused, over: performance.now() - start };
}

interface Particulars {
  readonly name: string;
  readonly code: string | null;
  readonly creditCode: string | null;
  readonly classCode: string | null;
  readonly operation: string;
}

/** A unit whose members sign in is called something else, and then what it was called. */
async function editUnit({ office, database }: City, signing: readonly SigningIn[]): Promise<number> {
  const unitId = signing[0]?.unitId ?? '';
  const { rows } = await database.query<Particulars>(
    `select name, code, credit_code as "creditCode", class_code as "classCode", operation from organisation where id = $1`,
    [unitId],
  );
  const [unit] = rows;
  if (unit === undefined) throw new Error('There is no unit to edit.');
  const name = unit.name.endsWith('·') ? unit.name.slice(0, -1) : `${unit.name}·`;
  await office.send('PUT', `/api/organisations/${unitId}`, { ...unit, name });
  return 1;
}

/** A day more for the stage of one unit. */
async function extend({ office, database }: City, signing: readonly SigningIn[]): Promise<void> {
  const unitId = signing[0]?.unitId ?? '';
  const { rows } = await database.query<{ batch: string; today: string }>(
    `select p.batch_id as batch, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today
     from participation p where p.unit_id = $1 and p.ended_at is null`,
    [unitId],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('The unit takes part in no batch.');
  const body = {
    organisationId: unitId,
    stage: 'study',
    days: 1,
    reason: 'Bench',
    basis: 'Bench',
    decidedOn: found.today,
  };
  await office.send('POST', `/api/batches/${found.batch}/extensions`, body);
}

async function lag(office: Visitor, rootId: string): Promise<number> {
  const { asOf } = await office.get<{ asOf: string }>(`/api/organisations/${rootId}/overview`);
  return Date.now() - Date.parse(asOf);
}
