/** A small playbook as people write it, parsed: every key of the form stands in it once at least. */
export function document() {
  const words = (zh: string, en: string) => ({ zh, en });
  const title = words('题目', 'Title');
  return {
    code: 'drill',
    version: '1',
    title: words('演练', 'Drill'),
    theme: title,
    goals: [{ code: 'ready', title, batches: [1] }],
    notes: [{ code: 'own-pace', title }],
    responsibilities: [{ code: 'first', title, who: title }],
    reports: [{ code: 'weekly', title, every: 'week', by: 'team', to: title, since: '02-25' }],
    references: [{ code: 'order', title }],
    profile: 'full',
    terms: {
      member: words('队员', 'crew member'),
      branch: words('班', 'crew'),
      unit: words('站', 'station'),
      representative: words('居民代表', 'resident'),
      studyHour: words('课时', 'lesson'),
      office: words('指挥部', 'headquarters'),
      team: words('巡视组', 'visiting team'),
      secretary: words('班长', 'crew leader'),
      head: words('站长', 'station head'),
      clerk: words('文书', 'clerk'),
      campaign: words('演练', 'drill'),
    },
    tracks: [
      { code: 'town', title, emphasis: title },
      { code: 'island', title, for: [{ classes: ['isle'], operations: ['running'] }] },
    ],
    defaultTrack: 'town',
    studyHour: '45 minutes',
    shortestSession: '2 hours',
    activities: [
      { code: 'exercise', collective: true, concentrated: true, title },
      { code: 'home-lesson', collective: false, title },
    ],
    absences: [{ code: 'ill', title }],
    makeUp: {
      daysBeforeEnd: 3,
      modes: [
        { code: 'lesson', title, earns: true },
        { code: 'letter', title },
      ],
    },
    joining: { least: 18, since: '1949-10-01' },
    leaders: { ownBranch: 'not set', contactPoint: 2 },
    bands: [{ min: 95 }, { min: 90, below: 95 }, { below: 90 }] as { min?: number; below?: number }[],
    fewestVoters: 10,
    batches: [
      {
        number: 1,
        title,
        from: '01-15',
        to: '2026-06-30',
        classes: ['isle'],
        announced: [{ code: 'crews', title, count: 12, orMore: true }],
      },
      { number: 2, title, from: '07-01', to: 'not set' },
    ],
    minimumTotalDays: 90,
    memberGuidance: [{ category: 'infirm', text: title }],
    classGuidance: [{ classes: ['isle'], text: title }],
    lists: [
      { code: 'seven-ones', title, items: 'not set' as unknown },
      {
        code: 'must-know',
        title,
        inOrder: true,
        items: [
          { code: 'first', title },
          { code: 'second', title: 'not set' as unknown },
        ],
      },
    ],
    readiness: [
      { code: 'trained', title },
      { code: 'staffed', title, measures: ['access.units-without-staff', 'supervision.units-without-team'] },
    ],
    afterwards: { title, actions: [{ code: 'look-back', title }] },
    stages: [
      {
        code: 'learn',
        title,
        minimumDays: 30,
        tracks: ['town', 'island'],
        actions: [{ code: 'read', title }],
        result: title,
        notes: [{ code: 'no-rush', title }],
        steps: [{ code: 'begin', title, days: 20, actions: [{ code: 'talk', title }] }],
        deliverables: [
          { code: 'plan', title, form: 'either', daysAfterStart: 5, notFor: ['island'] },
          { code: 'summary', title, form: 'text', daysBeforeEnd: 1 },
        ] as Record<string, unknown>[],
        conditions: [
          {
            code: 'hours',
            title,
            measure: 'study.minutes',
            hard: true,
            each: '45 hours',
            threshold: 'at least 100 %',
            notFor: ['island'],
            dueDaysBeforeEnd: 3,
          },
          {
            code: 'asked',
            title,
            measure: 'assessment.dissatisfied',
            hard: true,
            threshold: 'below 9.5 %',
            notFor: [] as string[],
            dueDaysBeforeEnd: 0,
          },
          {
            code: 'planned',
            title,
            measure: 'deliverable.accepted',
            deliverable: 'plan',
            hard: true,
            threshold: 'accepted',
            notFor: ['island'],
            onlyFor: [{ operations: ['running', 'struggling'] }],
            dueDaysBeforeEnd: 0,
          },
          {
            code: 'days',
            title,
            measure: 'study.concentrated-days',
            hard: true,
            threshold: 'at least 3 days',
            notFor: [],
            dueDaysBeforeEnd: 0,
          },
        ] as Record<string, unknown>[],
      },
      {
        code: 'show',
        title,
        minimumDays: 1,
        conditions: [
          {
            code: 'asked',
            title,
            measure: 'assessment.dissatisfied',
            hard: false,
            threshold: 'not set',
            notFor: [],
            dueDaysBeforeEnd: 0,
          },
        ] as Record<string, unknown>[],
      },
    ],
  };
}

export type Document = ReturnType<typeof document>;
