import { fewestInBranch, seats as allSeats } from './figures.ts';
import type { Draft, PlannedParty, PlannedUnit, Seat } from './plan-city.ts';
import { shareOut, shuffled } from './share-out.ts';

interface Half {
  readonly units: readonly PlannedUnit[];
  readonly organisations: readonly PlannedParty[];
}

/** How a unit's members are organised: a committee with branches, a general branch with branches, or one branch. */
type Shape = 'committee' | 'general_branch' | 'branch';

const leading = ['congress', 'consultative-conference', 'court', 'procuratorate'] as const;
const leadingNames: Readonly<Record<string, string>> = {
  congress: '人大常委会机关',
  'consultative-conference': '政协机关',
  court: '人民法院',
  procuratorate: '人民检察院',
};

/** The organs of the city and its counties and the institutions under them, each beneath the work committee of its seat. */
export function planFirstBatch({ chance, figures, nameUnit, seats }: Draft): Half {
  const { bands, committees, generalBranches, branches, members } = figures.batch1;
  const units: PlannedUnit[] = [];
  const all = bands.reduce((sum, each) => sum + each, 0);
  for (let index = 0; index < all; index += 1) {
    // The city has about as many organs as two counties.
    const seat = seats[Math.max(0, (index % (seats.length + 1)) - 1)] ?? seats[0];
    if (seat === undefined) throw new Error('A city has a seat');
    units.push(organ(seat, units.length, nameUnit, units.filter(({ county }) => county === seat.code).length));
  }
  const shapes = shuffled(chance, [
    ...Array.from({ length: committees - allSeats }, (): Shape => 'committee'),
    ...Array.from({ length: generalBranches }, (): Shape => 'general_branch'),
    ...Array.from({ length: all - (committees - allSeats) - generalBranches }, (): Shape => 'branch'),
  ]);
  const usual = { committee: 3, general_branch: 2, branch: 1 } as const;
  let more = branches - shapes.reduce((sum, shape) => sum + usual[shape], 0);
  const counts = shapes.map((shape) => usual[shape] + (shape === 'committee' && more-- > 0 ? 1 : 0));
  const sizes = shareOut(chance, members, branches, fewestInBranch).values();
  const works = seats.map(({ code, name }): PlannedParty => ({
    code: `W${code}`,
    name: `中共${name}直属机关工作委员会`,
    kind: 'committee',
    parent: code === seats[0]?.code ? '' : `K${code}`,
    units: [],
    members: [],
  }));
  const organisations = units.flatMap((unit, index): PlannedParty[] => {
    const shape = shapes[index] ?? 'branch';
    const own = ofUnit(unit, shape, counts[index] ?? 1, () => sizes.next().value ?? fewestInBranch);
    return own;
  });
  return { units, organisations: [...works, ...organisations] };
}

function organ(seat: Seat, index: number, nameUnit: Draft['nameUnit'], ofSeat: number): PlannedUnit {
  const place = seat.name;
  const special = leading[ofSeat];
  const classCode =
    special ?? (ofSeat % 7 === 0 ? 'mass-organ' : ofSeat % 5 < 2 ? 'party-and-government-organ' : 'direct-institution');
  return {
    code: `U1${String(index + 1).padStart(4, '0')}`,
    name: special === undefined ? nameUnit(classCode, place) : `${place}${leadingNames[special] ?? ''}`,
    region: seat.organs.code,
    classCode,
    operation: 'running',
    county: seat.code,
    batch: 1,
  };
}

/** A unit's own organisations, the top one beneath the work committee of its seat. */
function ofUnit(unit: PlannedUnit, shape: Shape, count: number, size: () => number): PlannedParty[] {
  const work = `W${unit.county}`;
  const code = unit.code.slice(1);
  const branch = (number: number | null, parent: string): PlannedParty => ({
    code: number === null ? `B${code}` : `B${code}-${number}`,
    name: `${unit.name}${number === null ? '' : `第${numerals[number - 1] ?? number}`}党支部`,
    kind: 'branch',
    parent,
    units: [unit],
    members: [size()],
  });
  if (shape === 'branch') return [branch(null, work)];
  const top = `${shape === 'committee' ? 'C' : 'G'}${code}`;
  return [
    {
      code: top,
      name: shape === 'committee' ? `中共${unit.name}委员会` : `${unit.name}党总支`,
      kind: shape,
      parent: work,
      units: [],
      members: [],
    },
    ...Array.from({ length: count }, (_, index) => branch(index + 1, top)),
  ];
}

const numerals = Array.from('一二三四五六七八九');
