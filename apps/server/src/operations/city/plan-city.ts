import { nameMaker } from '../demo/names.ts';
import { Seeded } from '../demo/seeded.ts';
import { cityFigures, type CityFigures } from './figures.ts';
import { readDivisions } from './divisions.ts';
import { planFirstBatch } from './plan-first-batch.ts';
import { planMembers, type PlannedMember } from './plan-members.ts';
import { planSecondBatch } from './plan-second-batch.ts';
import { shuffled } from './share-out.ts';
import { unitNamer } from './unit-names.ts';

/** A county or a township. */
export interface PlannedRegion {
  readonly code: string;
  readonly name: string;
  /** Empty beneath the city itself. */
  readonly parent: string;
}

export interface PlannedUnit {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly classCode: string;
  readonly operation: 'running' | 'struggling' | 'halted';
  /** The county it lies in; that of the city's own organs is the city's code. */
  readonly county: string;
  readonly batch: 1 | 2;
}

export interface PlannedParty {
  readonly code: string;
  readonly name: string;
  readonly kind: 'committee' | 'general_branch' | 'branch';
  readonly parent: string;
  /** Of a branch: the units that it serves, its host first. */
  readonly units: readonly PlannedUnit[];
  /** Of a branch: how many of the host, and of each guest. */
  readonly members: readonly number[];
}

export interface CityPlan {
  readonly name: string;
  readonly figures: CityFigures;
  readonly chance: Seeded;
  readonly counties: readonly PlannedRegion[];
  readonly regions: readonly PlannedRegion[];
  readonly first: BatchPlan;
  readonly second: BatchPlan;
  /** Of a unit of the first batch, from the highest. */
  readonly bandOf: (unit: PlannedUnit) => number;
  /** Whether the first vote of a unit of the first batch failed, and a second one put it into its band. */
  readonly votesTwice: (unit: PlannedUnit) => boolean;
  /** Of a unit of the first batch. */
  readonly membersOf: (unit: PlannedUnit) => readonly PlannedMember[];
  /** Names for people who are on no roll. */
  readonly nameOthers: () => string;
}

export interface BatchPlan {
  readonly units: readonly PlannedUnit[];
  readonly organisations: readonly PlannedParty[];
  readonly members: readonly PlannedMember[];
}

/** What the parts of the plan are drawn with. */
export interface Draft {
  readonly chance: Seeded;
  readonly figures: CityFigures;
  readonly nameUnit: (classCode: string, place: string) => string;
  /** Places with organs of their own: the city, then its counties. */
  readonly seats: readonly Seat[];
}

export interface Seat {
  readonly code: string;
  readonly name: string;
  /** The node of its own organs. */
  readonly organs: PlannedRegion;
  readonly townships: readonly {
    readonly code: string;
    readonly name: string;
    readonly communities: readonly string[];
  }[];
}

/** Units of which one in ten was dissatisfied at first; besides the ten that stayed below 90 (document 4). */
const votedTwice = 2;

/** The same city every time: real places, made-up units and people, in the numbers of the documents. */
export function planCity(scale = 1): CityPlan {
  const chance = new Seeded(2005);
  const figures = cityFigures(scale);
  const { prefecture, counties } = readDivisions();
  const seatOf = (code: string, name: string, parent: string, townships: Seat['townships']): Seat => ({
    code,
    name,
    organs: { code: `${code}-0`, name: `${name}直属单位`, parent },
    townships,
  });
  const seats = [
    seatOf(prefecture.code, prefecture.name, '', []),
    ...counties.map((county) =>
      seatOf(
        county.code,
        county.name,
        county.code,
        county.townships.slice(0, figures.townships(county.townships.length)),
      ),
    ),
  ];
  const regions = seats.flatMap(({ code, name, organs, townships }) => [
    ...(code === prefecture.code ? [] : [{ code, name, parent: '' }]),
    organs,
    ...townships.map((township) => ({ code: township.code, name: township.name, parent: code })),
  ]);
  const draft: Draft = { chance, figures, nameUnit: unitNamer(chance), seats };
  const first = planFirstBatch(draft);
  const second = planSecondBatch(draft);
  const nameOthers = nameMaker(chance, []);
  const people = planMembers(chance, nameOthers, [first.organisations, second.organisations], figures.batch2.floating);
  const bands = shuffled(
    chance,
    figures.batch1.bands.flatMap((units, band) => Array.from({ length: units }, () => band)),
  );
  const bandOf = new Map(first.units.map((unit, index) => [unit, bands[index] ?? 0]));
  const twice = new Set(first.units.filter((unit) => bandOf.get(unit) === 0).slice(0, votedTwice));
  const membersOf = Map.groupBy(people[0] ?? [], ({ unit }) => unit);
  return {
    name: prefecture.name,
    figures,
    chance,
    counties: regions.filter(({ code }) => counties.some((county) => county.code === code)),
    regions,
    first: { ...first, members: people[0] ?? [] },
    second: { ...second, members: people[1] ?? [] },
    bandOf: (unit) => bandOf.get(unit) ?? 0,
    votesTwice: (unit) => twice.has(unit),
    membersOf: (unit) => membersOf.get(unit.code) ?? [],
    nameOthers,
  };
}
