import { readMe } from '@muster/contract/access';
import { addDays, civilDateAt } from '@muster/core/kernel';
import type { BeingBuilt } from '../../platform/being-built.ts';
import { instantOf } from '../demo/calendar.ts';
import type { DemoHouse } from '../demo/demo-house.ts';
import { dealNames } from '../demo/names.ts';
import { settlingAsItGrows } from '../settling.ts';
import { stepsTold } from '../steps-told.ts';
import type { Visitor } from '../visitor.ts';
import { giveAccounts } from './accounts.ts';
import { assessFirstBatch, type AssessedSeat } from './assess-first-batch.ts';
import { writeFirstBatch } from './first-batch.ts';
import { beginCampaign, cityDays, foundCity, openBatchOn, stateTotals, type City } from './found-city.ts';
import { inParallel } from '../in-parallel.ts';
import { officer } from './offices.ts';
import { planCity } from './plan-city.ts';
import { planHistory, type SeatHistory } from './plan-history.ts';
import { writeSecondBatch } from './second-batch.ts';

/** A city that can be looked at, and the writing of its past, which goes on while it is. */
export interface FoundedCity {
  readonly beingBuilt: () => BeingBuilt | null;
  /** Writes the past of one seat after the other; ends early, and says so by false, once it is asked to stop. */
  readonly writeHistory: (tend: Tending) => Promise<boolean>;
  readonly stop: () => void;
}

/** What the database has done to it while a city is written. */
export interface Tending {
  /** Where it has grown so much that its tables should be counted again. */
  readonly settle: () => Promise<unknown>;
  /** Where all that was recorded should stand in the figures; beneath these places it is left for later. */
  readonly fold: (but: readonly string[]) => Promise<unknown>;
}

/**
 * Trees, rosters, the campaign with both batches, the first one's votes, and an account for each role: what can be seen before the rest
 * of the past is there.
 */
export async function buildCity(
  house: DemoHouse,
  now: Date,
  progress: (done: number, all: number) => void,
  { settle, fold }: Tending,
  scale = 1,
): Promise<FoundedCity> {
  let far = 0;
  const at = (percent: number): void => progress((far = Math.max(far, Math.floor(10 * percent))), 1000);
  at(1);
  const plan = planCity(scale);
  const days = cityDays(civilDateAt(now, 'Asia/Shanghai'));
  const city = await foundCity(house, plan, days, (share) => at(2 + share * 48));
  const batches = await beginCampaign(city);
  await openBatchOn(city, batches.first, days.first, (share) => at(50 + share * 3));
  at(53);
  await settle();
  const seats = planHistory(plan, days);
  // The second batch waits for nothing that the first one does. It draws no names, so that they stay the same whichever is faster.
  const second = house.clock.apart(async () => {
    await fold([]);
    await openBatchOn(city, batches.second, days.second);
    await stateTotals(city, batches.second);
    await fold([]);
  });
  // Awaited after the votes; until then a failure must not end the process by itself.
  second.catch(() => undefined);
  house.clock.set(instantOf(days.first, '09:00'));
  const offices = await seatOffices(city, seats, (share) => at(53 + share));
  const committees = plan.first.organisations.flatMap(({ code }) => (code.startsWith('W') ? [code] : []));
  await city.learn(committees, (share) => at(54 + share * 3));
  const assessed = await assessFirstBatch(city, seats, settle, (share) => at(57 + share * 39));
  await second;
  at(97);
  house.clock.set(instantOf(addDays(days.second, 1), '09:00'));
  await giveAccounts(city);
  at(98);
  await fold([]);
  at(99);
  return history(city, seats, offices, assessed);
}

interface SeatOffice {
  readonly name: string;
  readonly office: Visitor;
  /** Where it holds: its node in each tree. */
  readonly paths: readonly string[];
}

/** Each county has an office of its own; the city's organs have the city's. */
async function seatOffices(
  city: City,
  seats: readonly SeatHistory[],
  progress: (share: number) => void,
): Promise<ReadonlyMap<string, SeatOffice>> {
  const { plan, id } = city;
  const told = stepsTold(seats.length, progress);
  const offices = new Map<string, SeatOffice>();
  for (const { code } of seats) {
    const county = plan.counties.find((each) => each.code === code);
    const places = county === undefined ? [id(`${code}-0`), id(`W${code}`)] : [id(code), id(`K${code}`)];
    const office = await officer(city, 'office', places, county === undefined ? 'organs' : `county-${code}`);
    const { grants } = await office.call(readMe, {});
    const paths = [...new Set(grants.map(({ path }) => path))];
    offices.set(code, { name: county?.name ?? `${plan.name}直属单位`, office, paths });
    told();
  }
  return offices;
}

/** Seats whose past is written at a time: the database works on one's records while the server reads another's. Each has its own clock and names. */
const seatsAtOnce = 2;

function history(
  city: City,
  seats: readonly SeatHistory[],
  offices: ReadonlyMap<string, SeatOffice>,
  assessed: ReadonlyMap<string, AssessedSeat>,
): FoundedCity {
  const all = seats.reduce((sum, { rows }) => sum + rows, 0);
  const whole = new Set<string>();
  let done = 0;
  let stopped = false;
  const namesOf = dealNames(city.plan.nameOthers, seats.length);
  const left = () => [...offices].filter(([code]) => !whole.has(code)).map(([, office]) => office);
  const writeSeat = async (seat: SeatHistory, { fold }: Tending, wrote: (rows: number) => void) => {
    const seated = offices.get(seat.code);
    const votes = assessed.get(seat.code);
    if (seated === undefined || votes === undefined) throw new Error(`${seat.code} has no office`);
    const own = { ...city, plan: { ...city.plan, nameOthers: namesOf(seats.indexOf(seat)) } };
    await writeFirstBatch(own, seat, votes, seated.office, wrote);
    if (seat.second.units.length > 0)
      await writeSecondBatch(own, seat, { crews: votes.crews, office: seated.office }, wrote);
    await fold(left().flatMap((other) => (other === seated ? [] : other.paths)));
    whole.add(seat.code);
  };
  return {
    beingBuilt: () => {
      const unfinished = left();
      if (unfinished.length === 0) return null;
      const paths = unfinished.flatMap((each) => each.paths);
      return { paths, names: unfinished.map(({ name }) => name), done, all };
    },
    stop: () => {
      stopped = true;
    },
    writeHistory: async (tend) => {
      const settling = settlingAsItGrows(tend.settle, all / 32);
      const wrote = (rows: number): void => {
        if (stopped) throw new StoppedEarly();
        done += rows;
        settling.grew(done);
      };
      // The longest first, so that the last two end together.
      const order = seats.toSorted((one, other) => other.rows - one.rows);
      try {
        await inParallel(order, seatsAtOnce, (seat) =>
          city.house.clock
            .apart(() => writeSeat(seat, tend, wrote))
            .catch((error: unknown) => {
              stopped = true;
              throw error;
            }),
        );
        await settling.settled();
        return true;
      } catch (error) {
        if (error instanceof StoppedEarly || city.house.stopping?.aborted === true) return false;
        throw error;
      }
    },
  };
}

class StoppedEarly extends Error {}
