/** What meetings are about: a kind of the playbook, and topics of which one is drawn. */
export type Programme = readonly (readonly [kind: string, topics: readonly string[]])[];

export const expertTopics = ['当前形势与任务', '农村税费改革后怎么干', '依法行政讲座', '三个代表重要思想辅导'] as const;

export const studyProgramme: Programme = [
  ['collective-study', ['学习党章总纲', '学习党章：党员的义务和权利', '通读党章，逐条对照']],
  ['collective-study', ['学习读本第一单元', '读本第一单元：为什么要先进', '读本第一单元辅导']],
  ['leader-lecture', ['不忘宗旨，服务群众', '当好带头人', '把岗位当阵地', '从入党那天说起']],
  ['collective-study', ['学习读本第二单元', '读本第二单元：先进性从哪里看', '读本第二单元辅导']],
  ['great-discussion', ['先进性的具体要求', '我们这里的党员应该什么样', '一个行动主题怎么定']],
  ['collective-study', ['学习读本第三单元', '学习 1 月 14 日讲话', '学习省委领导小组文件']],
  ['mobilisation', ['再动员，查漏补缺', '再动员、再学习、再培训', '再动员会：讲差距，定措施']],
  ['model-lecture', ['身边的榜样', '听先进事迹报告', '学郑培民，看自己', '学张思德，做小事']],
  ['expert-lecture', expertTopics],
  ['great-discussion', ['不合格的主要表现', '哪些事群众最不满意', '认定标准大家议']],
  ['own-lecture', ['结合岗位谈打算', '人人讲一刻钟', '我的差距在哪里']],
  ['collective-study', ['交流学习笔记', '交流学习心得', '学习中发 20 号文件']],
  ['knowledge-test', ['知识测试', '开卷测试并讲评']],
  ['great-discussion', ['行动主题定稿', '具体要求和认定标准定稿']],
];

/** The four lectures in their order, what moves everybody once more, and the discussion; whole days of training leave no more evenings. */
export const aheadProgramme: Programme = [
  ['leader-lecture', ['从入党那天说起', '把岗位当阵地']],
  ['expert-lecture', expertTopics],
  ['model-lecture', ['身边的榜样', '听先进事迹报告']],
  ['own-lecture', ['我的差距在哪里', '结合岗位谈打算']],
  ['mobilisation', ['再动员，查漏补缺']],
  ['great-discussion', ['行动主题、具体要求和认定标准定稿']],
];

export const analysisProgramme: Programme = [
  ['great-discussion', ['梳理征求到的意见', '党性分析怎么写', '面对面谈心情况交流']],
  ['branch-life', ['专题组织生活会', '支部评议', '民主评议，逐人发言']],
];

export const rectificationProgramme: Programme = [
  ['theme-practice', ['逐条落实整改措施', '与党同心，与群众贴心', '为群众办一件实事']],
];

export const trainingTopics = [
  ['集中培训：开班，学习党章', '集中培训：动员和学习文件'],
  ['集中培训：读本辅导，分组讨论', '集中培训：专题辅导，观看电影《郑培民》'],
  ['集中培训：交流发言，小结', '集中培训：典型引路，观看电影《张思德》'],
  ['集中培训：学习 1 月 14 日讲话，分组讨论'],
  ['集中培训：对照检查，交流心得'],
] as const;

export const mobilisationTopics: Readonly<Record<'study' | 'analysis' | 'rectification', readonly string[]>> = {
  study: ['先进性教育活动动员大会', '动员会：传达上级部署，宣读实施方案', '动员会'],
  analysis: ['分析评议阶段动员会', '动员会：征求意见、谈心怎么做'],
  rectification: ['整改提高阶段动员会', '动员会：公布整改方案'],
};

export const transitionTopics = ['转段动员会', '转段动员会：小结上阶段，部署下阶段'] as const;

export const rooms = [
  '会议室',
  '二楼会议室',
  '党员活动室',
  '多功能厅',
  '大会议室',
  '老干部活动室',
  '职工之家',
] as const;

export const lateReasons = [
  '当天停电，事后补记',
  '记录人出差，回来补记',
  '网络不通，隔了几天才补上',
  '先记在本子上，后来补录',
] as const;
