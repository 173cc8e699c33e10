import { readMe } from '@muster/contract/access';
import { addDays, civilDateAt } from '@muster/core/kernel';
import type { BeingBuilt } from '../../platform/being-built.ts';
import { instantOf } from '../demo/calendar.ts';
import type { DemoHouse } from '../demo/demo-house.ts';
import type { Visitor } from '../visitor.ts';
import { giveAccounts } from './accounts.ts';
import { writeFirstBatch } from './first-batch.ts';
import { beginCampaign, cityDays, foundCity, openBatchOn, type City } from './found-city.ts';
import { officer } from './offices.ts';
import { planCity } from './plan-city.ts';
import { planHistory, type SeatHistory } from './plan-history.ts';
import { writeSecondBatch } from './second-batch.ts';

/** A city that can be looked at, and the writing of its past, which goes on while it is. */
export interface FoundedCity {
  readonly beingBuilt: () => BeingBuilt | null;
  /**
   * Writes the past of one seat after the other; ends early, and says so by false, once it is asked to stop. `settle` is called where
   * the database has grown so much that it should be counted again.
   */
  readonly writeHistory: (settle: () => Promise<unknown>) => Promise<boolean>;
  readonly stop: () => void;
}

/** Trees, rosters, the campaign with both batches, and an account for each role: what can be seen before there is any past. */
export async function buildCity(
  house: DemoHouse,
  now: Date,
  progress: (done: number, all: number) => void,
  scale = 1,
): Promise<FoundedCity> {
  let far = 0;
  const at = (percent: number): void => progress((far = Math.max(far, Math.floor(percent))), 100);
  at(1);
  const plan = planCity(scale);
  const days = cityDays(civilDateAt(now, 'Asia/Shanghai'));
  const city = await foundCity(house, plan, days, (share) => at(2 + share * 80));
  const batches = await beginCampaign(city);
  await openBatchOn(city, batches.first, days.first);
  at(86);
  const seats = planHistory(plan, days);
  house.clock.set(instantOf(days.first, '09:00'));
  const offices = await seatOffices(city, seats);
  await openBatchOn(city, batches.second, days.second);
  at(96);
  house.clock.set(instantOf(addDays(days.second, 1), '09:00'));
  await giveAccounts(city);
  return history(city, seats, offices);
}

interface SeatOffice {
  readonly name: string;
  readonly office: Visitor;
  /** Where it holds: its node in each tree. */
  readonly paths: readonly string[];
}

/** Each county has an office of its own; the city's organs have the city's. */
async function seatOffices(city: City, seats: readonly SeatHistory[]): Promise<ReadonlyMap<string, SeatOffice>> {
  const { plan, id } = city;
  const offices = new Map<string, SeatOffice>();
  for (const { code } of seats) {
    const county = plan.counties.find((each) => each.code === code);
    const places = county === undefined ? [id(`${code}-0`), id(`W${code}`)] : [id(code), id(`K${code}`)];
    const office = await officer(city, 'office', places, county === undefined ? 'organs' : `county-${code}`);
    const { grants } = await office.call(readMe, {});
    const paths = [...new Set(grants.map(({ path }) => path))];
    offices.set(code, { name: county?.name ?? `${plan.name}直属单位`, office, paths });
  }
  return offices;
}

function history(city: City, seats: readonly SeatHistory[], offices: ReadonlyMap<string, SeatOffice>): FoundedCity {
  const all = seats.reduce((sum, { rows }) => sum + rows, 0);
  const whole = new Set<string>();
  let done = 0;
  let stopped = false;
  const wrote = (rows: number): void => {
    if (stopped) throw new StoppedEarly();
    done += rows;
  };
  return {
    beingBuilt: () => {
      const left = [...offices].filter(([code]) => !whole.has(code)).map(([, office]) => office);
      if (left.length === 0) return null;
      return { paths: left.flatMap(({ paths }) => paths), names: left.map(({ name }) => name), done, all };
    },
    stop: () => {
      stopped = true;
    },
    writeHistory: async (settle) => {
      try {
        await settle();
        for (const seat of seats) {
          const office = offices.get(seat.code)?.office;
          if (office === undefined) throw new Error(`${seat.code} has no office`);
          await writeFirstBatch(city, seat, office, wrote, settle);
          if (seat.second.units.length > 0) await writeSecondBatch(city, seat, wrote);
          whole.add(seat.code);
        }
        return true;
      } catch (error) {
        if (error instanceof StoppedEarly) return false;
        throw error;
      }
    },
  };
}

class StoppedEarly extends Error {}
