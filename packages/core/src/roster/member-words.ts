export const standings = ['full', 'probationary', 'applicant'] as const;
export type Standing = (typeof standings)[number];

export const standingWords: Readonly<Record<Standing, string>> = {
  full: '正式',
  probationary: '预备',
  applicant: '申请人',
};
