import { fewestInBranch } from './figures.ts';
import type { Draft, PlannedParty, PlannedUnit, Seat } from './plan-city.ts';
import { shareOut, shuffled } from './share-out.ts';

interface Half {
  readonly units: readonly PlannedUnit[];
  readonly organisations: readonly PlannedParty[];
}

type Township = Seat['townships'][number];

/** Units of these classes often have too few members for a branch of their own. */
const seldomOwn = ['county-agency', 'social-organisation', 'intermediary', 'non-public-enterprise'] as const;
const isSeldom = (classCode: string) => seldomOwn.some((each) => each === classCode);

/** Units with several branches under a committee or a general branch, and units in which nobody is a member. */
const shares = { committees: 24 / 1685, generalBranches: 75 / 1685, nobody: 24 / 2469 };

/** Sub-districts, communities, townships and whatever lies in them; a branch often serves several units. */
export function planSecondBatch(draft: Draft): Half {
  const { chance, figures, seats } = draft;
  const { classes, organisations: wanted, members } = figures.batch2;
  const units = planUnits(draft);
  const counties = seats.filter(({ townships }) => townships.length > 0);
  const above = counties.flatMap(({ code, name, townships }): PlannedParty[] => [
    committee(`K${code}`, `中共${name}委员会`, ''),
    ...townships.map((each) => committee(`T${each.code}`, `中共${name}${each.name}委员会`, `K${code}`)),
  ]);
  const topped = {
    committees: Math.round(wanted * shares.committees),
    generalBranches: Math.round(wanted * shares.generalBranches),
  };
  // What the tree above takes is not there for branches.
  const branches = Math.max(counties.length, wanted - above.length - topped.committees - topped.generalBranches);
  const large = shuffled(
    chance,
    units.filter(({ classCode }) => ['state-owned-enterprise', 'school', 'medical'].includes(classCode)),
  );
  const shapes = new Map([
    ...large.slice(0, topped.committees).map((unit) => [unit, 4] as const),
    ...large.slice(topped.committees, topped.committees + topped.generalBranches).map((unit) => [unit, 2] as const),
  ]);
  const inTops = [...shapes.values()].reduce((sum, count) => sum + count, 0);
  const single = hostsOf(draft, units, shapes, branches - inTops);
  const hosts = new Set([...shapes.keys(), ...single]);
  const without = units.filter((unit) => !hosts.has(unit));
  const empty = Math.round(units.length * shares.nobody);
  // Of every class some.
  const nth = (index: number) => Math.floor((index * empty) / without.length);
  const nobody = new Set(without.filter((_, index) => nth(index) > nth(index - 1)));
  const covered = coveredBy(single, [...nobody]);
  const guests = guestsOf(
    draft,
    single,
    without.filter((unit) => !nobody.has(unit)),
  );
  const invited = [...guests.values()].flat().map((unit) => [unit, 1 + chance.below(5)] as const);
  const guestMembers = new Map(invited);
  const ofGuests = invited.reduce((sum, [, count]) => sum + count, 0);
  const sizes = shareOut(chance, members - ofGuests, single.length + inTops, Math.min(8, fewestInBranch)).values();
  const size = () => sizes.next().value ?? fewestInBranch;
  const organisations = [...hosts].flatMap((unit) => {
    const count = shapes.get(unit);
    if (count !== undefined) return topOf(unit, count, size);
    const served = guests.get(unit) ?? [];
    const counts = [size(), ...served.map((each) => guestMembers.get(each) ?? 1)];
    // Those in which nobody is a member come last and count none.
    return [branchOf(unit, null, townCommittee(unit), counts, [...served, ...(covered.get(unit) ?? [])])];
  });
  void classes;
  return { units, organisations: [...above, ...organisations] };
}

/** Class by class, township by township, so that each county has some of everything. */
function planUnits({ figures, nameUnit, seats, chance }: Draft): PlannedUnit[] {
  const counties = seats.filter(({ townships }) => townships.length > 0);
  const townships = counties.flatMap((county) => county.townships.map((township) => ({ county, township })));
  const communities = shuffled(
    chance,
    townships.flatMap((each) => each.township.communities.map((name) => ({ ...each, name }))),
  );
  const streets = townships.filter(({ township }) => township.name.endsWith('街道'));
  const units: PlannedUnit[] = [];
  const add = (classCode: string, county: Seat, township: Township, name: string) => {
    const drawn = chance.next();
    const isFirm = classCode === 'state-owned-enterprise' || classCode === 'non-public-enterprise';
    units.push({
      code: `U2${String(units.length + 1).padStart(4, '0')}`,
      name,
      region: township.code,
      classCode,
      operation: isFirm && drawn < 0.05 ? 'halted' : isFirm && drawn < 0.16 ? 'struggling' : 'running',
      county: county.code,
      batch: 2,
    });
  };
  for (const [classCode, count] of Object.entries(figures.batch2.classes)) {
    for (let index = 0; index < count; index += 1) {
      const community = classCode === 'community' ? communities[index % communities.length] : undefined;
      const street = classCode === 'sub-district' ? streets[index] : undefined;
      const { county, township } = community ?? street ?? townships[index % townships.length] ?? townships[0] ?? none();
      const own =
        classCode === 'township' &&
        index < townships.length &&
        !streets.slice(0, 2).some((each) => each.township === township);
      const name =
        community !== undefined
          ? `${township.name}${community.name}`
          : street !== undefined
            ? `${township.name}办事处`
            : own
              ? `${township.name}机关`
              : nameUnit(classCode, township.name);
      add(classCode, county, township, name);
    }
  }
  return units;
}

function none(): never {
  throw new Error('A city has townships');
}

/** Units with one branch of their own: first those that are large enough as a rule, then firms, at least one a township. */
function hostsOf(
  { chance }: Draft,
  units: readonly PlannedUnit[],
  shapes: ReadonlyMap<PlannedUnit, number>,
  count: number,
) {
  const free = units.filter((unit) => !shapes.has(unit));
  const usual = free.filter(({ classCode }) => !isSeldom(classCode));
  const firms = shuffled(
    chance,
    free.filter(({ classCode }) => classCode === 'non-public-enterprise'),
  );
  return [...usual, ...firms, ...free.filter((unit) => !usual.includes(unit) && !firms.includes(unit))].slice(0, count);
}

/** Each unit without a branch is served by one of its own township, where it fits by one of its kind. */
function guestsOf({ chance }: Draft, hosts: readonly PlannedUnit[], guests: readonly PlannedUnit[]) {
  const inTownship = Map.groupBy(hosts, ({ region }) => region);
  const served = new Map<PlannedUnit, PlannedUnit[]>();
  for (const guest of guests) {
    const there = inTownship.get(guest.region) ?? hosts;
    const fitting = there.filter(({ classCode }) => classCode === guest.classCode || open.has(classCode));
    const host = chance.pick(fitting.length === 0 ? there : fitting);
    served.set(host, [...(served.get(host) ?? []), guest]);
  }
  return served;
}

/** Two of three units in which nobody is a member have a branch that serves them all the same, for whoever joins; the third has none. */
function coveredBy(hosts: readonly PlannedUnit[], nobody: readonly PlannedUnit[]) {
  const inTownship = Map.groupBy(hosts, ({ region }) => region);
  const served = new Map<PlannedUnit, PlannedUnit[]>();
  for (const [index, unit] of nobody.entries()) {
    const there = inTownship.get(unit.region) ?? [];
    const host = there.find(({ classCode }) => open.has(classCode)) ?? there[0];
    if (host !== undefined && index % 3 !== 2) served.set(host, [...(served.get(host) ?? []), unit]);
  }
  return served;
}

const open: ReadonlySet<string> = new Set(['community', 'township', 'non-public-enterprise']);

const townCommittee = ({ region }: PlannedUnit) => `T${region}`;

function committee(code: string, name: string, parent: string): PlannedParty {
  return { code, name, kind: 'committee', parent, units: [], members: [] };
}

function topOf(unit: PlannedUnit, count: number, size: () => number): PlannedParty[] {
  const isCommittee = count > 2;
  const code = `${isCommittee ? 'C' : 'G'}${unit.code.slice(1)}`;
  return [
    {
      code,
      name: isCommittee ? `中共${unit.name}委员会` : `${unit.name}党总支`,
      kind: isCommittee ? 'committee' : 'general_branch',
      parent: townCommittee(unit),
      units: [],
      members: [],
    },
    ...Array.from({ length: count }, (_, index) => branchOf(unit, index + 1, code, [size()], [])),
  ];
}

function branchOf(
  unit: PlannedUnit,
  number: number | null,
  parent: string,
  members: readonly number[],
  guests: readonly PlannedUnit[],
): PlannedParty {
  const code = `B${unit.code.slice(1)}`;
  return {
    code: number === null ? code : `${code}-${number}`,
    name: `${unit.name}${guests.length > 0 ? '联合' : ''}${number === null ? '' : `第${Array.from('一二三四')[number - 1] ?? number}`}党支部`,
    kind: 'branch',
    parent,
    units: [unit, ...guests],
    members,
  };
}
