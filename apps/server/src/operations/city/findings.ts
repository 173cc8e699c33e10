/** What teams find in the study stage, by the playbook's codes, with what they order and what a unit answers. */
export const findings = [
  {
    code: 'left-to-branch',
    text: '活动推给机关支部，班子成员两周没有参加学习。',
    order: '班子成员以普通党员身份参加学习，补齐两次集中学习。',
    answer: '班子成员已全部参加第三周学习，缺的两次已补。',
  },
  {
    code: 'copied',
    text: '实施方案与邻近单位雷同，只换了单位名称。',
    order: '结合本单位实际重写实施方案，支部大会讨论。',
    answer: '方案已重写，列出本单位三件实事，经支部大会通过。',
  },
  {
    code: 'ill-prepared',
    text: '大讨论没有发言提纲，现场冷场。',
    order: '重新组织讨论，事先发放提纲，人人发言。',
    answer: '提纲已提前三天发放，重新讨论，全部发言。',
  },
  {
    code: 'work-for-study',
    text: '以工作忙为由停了一次集中学习。',
    order: '补上停掉的一次学习，今后不得以干代学。',
    answer: '已在周六上午补学，学习时间固定到每周三晚上。',
  },
  {
    code: 'lax-roll',
    text: '考勤表有代签，请假没有手续。',
    order: '核对前两周考勤，代签的按缺席记并补课。',
    answer: '核对出代签两人次，已按缺席改记，两人已补课。',
  },
  {
    code: 'low-attendance',
    text: '在外务工党员没有专人联系，参学率不高。',
    order: '明确联系人，把学习资料送到每一名在外党员手上。',
    answer: '联系人已明确，资料已寄出，大部分收到回执。',
  },
  {
    code: 'not-made-up',
    text: '第一周缺席的三人没有补课记录。',
    order: '三日内补课并记录。',
    answer: '三人已补课，一人送学上门，记录已上报。',
  },
  {
    code: 'no-script',
    text: '主要负责人讲党课没有讲稿。',
    order: '补交讲稿，讲稿须本人撰写。',
    answer: '讲稿已由本人写好并交存。',
  },
  {
    code: 'quiet-branch',
    text: '支部连续十天没有活动。',
    order: '一周之内恢复学习，支部书记向督导组说明原因。',
    answer: '已恢复每周两次学习，原因已当面说明。',
  },
  {
    code: 'not-signed',
    text: '上级文件到了三天还没有签收传阅。',
    order: '落实专人收发，当天传阅。',
    answer: '已指定专人，积压的四份文件已传阅完毕。',
  },
  {
    code: null,
    text: '学习笔记大多只抄标题，没有心得。',
    order: '逐人查看笔记，下次督导前每人补写一篇心得。',
    answer: '笔记已逐人查看，心得已交十二篇。',
  },
  {
    code: null,
    text: '群众不知道单位的行动主题，公开栏没有更新。',
    order: '公开栏公布行动主题和实事清单，听取群众意见。',
    answer: '公开栏已更新，并在门口设了意见箱。',
  },
] as const;

export const whyMoreTime = [
  '主要负责人在省里培训，回来后才能定稿。',
  '正在汛期值守，会议记录要等值守结束才能整理。',
  '两个厂区分开开会，记录合并还要几天。',
  '期中考试周，教师会推后一周。',
  '支部书记住院，新指定的同志刚接手。',
] as const;

export const whyNotMoreTime = ['时间够用，请按原定日期报', '动员会早已开过，记录当周就能报', '理由不充分'] as const;
