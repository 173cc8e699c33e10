/** How many there are of everything: the city's own review and start of 2005 (document 4), or a smaller city with the same parts. */
export interface CityFigures {
  readonly batch1: {
    /** Units by band of satisfaction: 95 and more, 90 to 95, less. */
    readonly bands: readonly [number, number, number];
    readonly committees: number;
    readonly generalBranches: number;
    readonly branches: number;
    readonly members: number;
  };
  readonly batch2: {
    /** Units by class, in the order of the document. */
    readonly classes: Readonly<Record<string, number>>;
    /** What the document says they add up to. */
    readonly claimed: number;
    readonly organisations: number;
    readonly members: number;
    readonly floating: number;
  };
  readonly townships: (all: number) => number;
}

const document4 = {
  bands: [639, 122, 10],
  committees: 90,
  generalBranches: 81,
  branches: 1046,
  members: 16_436,
  classes: {
    'sub-district': 2,
    community: 100,
    'social-organisation': 63,
    intermediary: 168,
    'state-owned-enterprise': 173,
    'non-public-enterprise': 829,
    school: 369,
    medical: 148,
    township: 350,
    'county-agency': 188,
    'left-over': 31,
    other: 48,
  },
  claimed: 2367,
  organisations: 1685,
  secondMembers: 36_065,
  floating: 2921,
} as const;

/** Committees that every city of this plan has: one for the organs of the city and of each county. */
export const seats = 7;

/** At 1 the documents' own figures; below it a city with as many of each part as fit, and of each at least one. */
export function cityFigures(scale: number): CityFigures {
  const part = (whole: number) => Math.max(1, Math.round(whole * scale));
  const bands = document4.bands.map(part);
  const [high = 1, middle = 1, low = 1] = bands;
  const committees = seats + part(document4.committees - seats);
  const generalBranches = part(document4.generalBranches);
  const units = high + middle + low;
  // Three branches to a committee, two to a general branch, one to every other unit.
  const fewest = units + 2 * (committees - seats) + generalBranches;
  const branches = scale === 1 ? document4.branches : Math.max(fewest, part(document4.branches));
  const classes = Object.fromEntries(Object.entries(document4.classes).map(([code, whole]) => [code, part(whole)]));
  return {
    batch1: {
      bands: [high, middle, low],
      committees,
      generalBranches,
      branches,
      members: Math.max(part(document4.members), branches * fewestInBranch),
    },
    batch2: {
      classes,
      claimed: Object.entries(classes).reduce((sum, [code, count]) => sum + (missedByTheSum.has(code) ? 0 : count), 0),
      organisations: part(document4.organisations),
      members: part(document4.secondMembers),
      floating: part(document4.floating),
    },
    townships: (all) => part(all),
  };
}

/** Their 102 units are what the stated total of 2,367 lacks of the 2,469 that the classes make. */
const missedByTheSum: ReadonlySet<string> = new Set(['sub-district', 'community']);

export const fewestInBranch = 5;
