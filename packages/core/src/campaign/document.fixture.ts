/** A small playbook as people write it, parsed: every key of the form stands in it once at least. */
export function document() {
  const words = (zh: string, en: string) => ({ zh, en });
  const title = words('题目', 'Title');
  return {
    code: 'drill',
    version: '1',
    title: words('演练', 'Drill'),
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
      { code: 'town', title },
      { code: 'island', title },
    ],
    defaultTrack: 'town',
    studyHour: '45 minutes',
    shortestSession: '2 hours',
    activities: [
      { code: 'exercise', collective: true, title },
      { code: 'home-lesson', collective: false, title },
    ],
    absences: [{ code: 'ill', title }],
    bands: [{ min: 95 }, { min: 90, below: 95 }, { below: 90 }] as { min?: number; below?: number }[],
    fewestVoters: 10,
    stages: [
      {
        code: 'learn',
        title,
        minimumDays: 30,
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
