/** Numbers that look random and are the same for the same seed (a linear congruence, as in any textbook). */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const terms = 'member branch unit representative studyHour office team secretary head clerk campaign'.split(' ');

/**
 * A playbook that nobody wrote: stages, codes, words, kinds, floors and thresholds by a seed. In YAML, of which JSON is a part.
 * No word of it is known to the program, and none of them is a word of the campaign of 2005.
 */
export function generatedPlaybook(seed: number): string {
  const chance = chanceFrom(seed);
  const syllable = () => ['ka', 'lo', 'mi', 'ru', 'ten', 'vas', 'oq', 'zel'][chance(8)] ?? '';
  const word = () => `${syllable()}${syllable()}${syllable()}${chance(90) + 10}`;
  const title = () => {
    const en = word();
    return { zh: `词${en}`, en };
  };
  const tracks = Array.from({ length: 1 + chance(2) }, () => ({ code: word(), title: title() }));
  const percent = 5 + chance(30);
  const minutes = 45 + chance(3) * 45;
  const condition = { notFor: [], dueDaysBeforeEnd: chance(3) };
  const stage = () => {
    const owed = word();
    return {
      code: word(),
      title: title(),
      minimumDays: 3 + chance(5),
      actions: [{ code: word(), title: title() }],
      notes: [{ code: word(), title: title() }],
      steps: [{ code: word(), title: title(), days: 1 + chance(3) }],
      deliverables: [{ code: owed, title: title(), form: 'text', daysBeforeEnd: 1 }],
      conditions: [
        {
          ...condition,
          code: word(),
          title: title(),
          measure: 'study.minutes',
          hard: true,
          each: `${minutes} minutes`,
          threshold: `at least ${80 + chance(20)} %`,
        },
        {
          ...condition,
          code: word(),
          title: title(),
          measure: 'assessment.dissatisfied',
          hard: true,
          threshold: `below ${percent} %`,
        },
        {
          ...condition,
          code: word(),
          title: title(),
          measure: 'assessment.satisfied',
          hard: false,
          threshold: 'not set',
        },
        {
          ...condition,
          code: word(),
          title: title(),
          measure: 'deliverable.accepted',
          deliverable: owed,
          hard: true,
          threshold: 'accepted',
        },
      ],
    };
  };
  return JSON.stringify({
    code: `generated-${seed}`,
    version: String(1 + chance(9)),
    title: title(),
    theme: title(),
    goals: [
      { code: word(), title: title() },
      { code: word(), title: title(), batches: [1 + chance(3)] },
    ],
    notes: [{ code: word(), title: title() }],
    responsibilities: [{ code: word(), title: title(), who: title() }],
    reports: [
      {
        code: word(),
        title: title(),
        every: ['day', 'week', 'month', 'stage'][chance(4)],
        by: terms[chance(terms.length)],
        to: title(),
        since: `0${1 + chance(9)}-1${chance(10)}`,
      },
    ],
    references: [{ code: word(), title: title() }],
    batches: [
      {
        number: 1,
        title: title(),
        from: 'not set',
        to: '12-31',
        announced: [{ code: word(), title: title(), count: chance(10_000), orMore: chance(2) === 0 }],
      },
    ],
    profile: 'full',
    terms: Object.fromEntries(terms.map((term) => [term, title()])),
    tracks,
    defaultTrack: tracks[0]?.code,
    studyHour: `${30 + chance(31)} minutes`,
    shortestSession: `${20 + chance(20)} minutes`,
    activities: [{ code: word(), collective: true, title: title() }],
    absences: [{ code: word(), title: title() }],
    bands: [{ min: 60 + chance(30) }, { below: 60 }].map((band, index, all) =>
      index === 0 ? band : { below: (all[0] as { min: number }).min },
    ),
    fewestVoters: 5 + chance(10),
    daysBetweenAssessments: 1 + chance(20),
    lists: [
      { code: word(), title: title(), items: 'not set' },
      { code: word(), title: title(), inOrder: true, items: [{ code: word(), title: title() }] },
    ],
    // No member is on the way: what is hard is ready, and what is not is opened without, for a reason.
    readiness: [
      { code: word(), title: title() },
      { code: word(), title: title(), measures: ['roster.transfers-open'], hard: true },
      { code: word(), title: title(), measures: ['supervision.units-without-team', 'organisation.unwell'] },
    ],
    stages: Array.from({ length: 2 + chance(3) }, stage),
  });
}
