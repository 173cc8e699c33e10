/** In workbooks: whether whoever is listed still can. */
export const stageSaid = {
  head: { zh: '这一阶段', en: 'The stage' },
  open: { zh: '进行中', en: 'Open' },
  over: { zh: '已结束', en: 'Over' },
} as const;
