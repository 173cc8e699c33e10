export const standings = ['full', 'probationary', 'applicant'] as const;
export type Standing = (typeof standings)[number];

export const standingWords: Readonly<Record<Standing, string>> = {
  full: '正式',
  probationary: '预备',
  applicant: '申请人',
};

export const categories = ['floating', 'retired', 'infirm', 'front-line', 'new-economy', 'intellectual'] as const;
export type Category = (typeof categories)[number];

export const categoryWords: Readonly<Record<Category, string>> = {
  floating: '流动',
  retired: '离退休',
  infirm: '年老体弱',
  'front-line': '生产一线',
  'new-economy': '新经济',
  intellectual: '知识分子',
};
