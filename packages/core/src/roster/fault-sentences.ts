import type { FaultSentence } from '../organisation/index.ts';
import type { MemberFaultCode } from './member-rows.ts';
import { standings, standingWords } from './member-words.ts';

export const memberSentences: Readonly<Record<MemberFaultCode, FaultSentence>> = {
  'name-missing': { zh: '名称为空', en: 'The name is empty' },
  'too-long': { zh: '太长，最多 {{max}} 个字', en: 'Too long: {{max}} characters at most' },
  'year-invalid': { zh: '“{{found}}”不是出生年份，写四位数字', en: '{{found}} is no year of birth. Write four digits' },
  'too-young': {
    zh: '{{found}} 年出生，今年才 {{age}} 岁；不满 {{youngest}} 岁的不在名册上',
    en: 'Born in {{found}}, {{age}} years old this year. Nobody younger than {{youngest}} is on a roster',
  },
  'joined-too-young': {
    zh: '{{on}} 加入时才 {{age}} 岁（按出生年算），至少要满 {{least}} 岁；请核对加入日期和出生年',
    en: 'That makes them {{age}} years old when they joined on {{on}}, by the year of birth; they are {{least}} at least. Check both',
  },
  'name-odd': {
    zh: '姓名里有“{{sign}}”，请核对',
    en: 'The name holds {{sign}}. Check it',
  },
  'very-old': {
    zh: '{{found}} 出生，今年 {{age}} 岁，请核对',
    en: 'Born in {{found}}, {{age}} years old this year. Check it',
  },
  'standing-unknown': {
    zh: `没有“{{found}}”这一身份；写${Object.values(standingWords).join('、')}之一`,
    en: `There is no standing {{found}}. Write ${standings.join(', ')}`,
  },
  'category-unknown': {
    zh: '没有“{{word}}”这一类别；模板这一列的下拉里有全部类别',
    en: 'There is no category {{word}}. The drop-down of this column in the template has all of them',
  },
  'category-retired': {
    zh: '类别“{{word}}”已停用，不再给新的人',
    en: 'The category {{word}} is retired and given to nobody new',
  },
  'date-invalid': {
    zh: '没有“{{found}}”这样的日期；写法如 2005-03-01',
    en: '{{found}} is no date. Write one like 2005-03-01',
  },
  'date-in-future': { zh: '“{{found}}”在今天（{{today}}）之后', en: '{{found}} lies after today, {{today}}' },
  'branch-missing': { zh: '没有写所在组织的编码', en: 'The code of the branch is empty' },
  'branch-unknown': { zh: '这里没有编码是“{{found}}”的组织', en: 'No branch here has the code {{found}}' },
  'branch-change': {
    zh: '名册中此人在别的组织，不归您管理；请那里的管理人在此人的页面办理“转出”',
    en: "The roster has this person in another branch, which is not yours to manage. Have a transfer proposed there, on the person's page",
  },
  'unit-missing': {
    zh: '没有写单位编码，所在组织也没有主要单位',
    en: 'The code of the unit is empty and the branch has no host unit',
  },
  'unit-not-served': { zh: '“{{found}}”不是所在组织的单位', en: '{{found}} is not a unit of this branch' },
  'unit-not-beneath': {
    zh: '单位“{{found}}”不在这个范围内',
    en: 'The unit {{found}} lies outside this part of the tree',
  },
  'transfer-open': {
    zh: '此人已有一件转出等待接收，请先在“转入转出”页面办结',
    en: 'A transfer of this person awaits an answer. Settle it first, under Transfers',
  },
  'transfer-too-early': {
    zh: '转入日期不能早于加入原组织的日期 {{since}}',
    en: 'Nobody transfers before they joined the branch they leave, on {{since}}',
  },
  'transferred-before-joining': {
    zh: '转入日期早于加入日期 {{since}}',
    en: 'Nobody transfers before they joined, on {{since}}',
  },
  'membership-ended': {
    zh: '此人已于 {{on}} 离开名册（{{zh}}），导入不能恢复；重新加入的，请在此人的页面办理',
    en: "The membership of this person ended on {{on}} ({{en}}), and an import brings nobody back. Whoever comes back is taken in on the person's own page",
  },
  'code-of-another-row': {
    zh: '与第 {{row}} 行编码相同，姓名不同；每人一个编码',
    en: 'Row {{row}} has the same code and another name. Everybody has a code of their own',
  },
  'twice-in-file': { zh: '与第 {{row}} 行重复，只留一行', en: 'The same as row {{row}}. Keep one of the two' },
  'several-fit': {
    zh: '名册中有 {{count}} 人都可能是此人，请填编码',
    en: {
      one: '{{count}} person of the roster may be meant. Add the code',
      other: '{{count}} people of the roster may be meant. Add the code',
    },
  },
  'perhaps-known': {
    zh: '名册中可能已有此人（编码 {{code}}），请填编码或出生年',
    en: 'The roster may have this person already (code {{code}}). Add the code or the year of birth',
  },
  'answer-unknown': { zh: '写“是”或“否”', en: 'Write yes or no' },
  'perhaps-appointed': {
    zh: '{{where}}有同名的人任职，还不在名册上。是同一个人的，在“与任职人同一人”一列写“是”；不是的写“否”',
    en: 'Somebody of this name holds an office at {{where}} and is on no roster yet. In the column same_as_appointed, write yes if it is the same person, no if not',
  },
  'nobody-appointed': {
    zh: '这里没有同名、又不在名册上的任职人',
    en: 'Nobody of this name who is on no roster holds an office here',
  },
  'is-appointed': {
    zh: '就是在{{where}}任职的同名人，原来的职务和账号不变',
    en: 'Taken for the person who holds an office at {{where}}; the office and the account stay',
  },
  'beyond-authority': { zh: '“{{found}}”不归您管理', en: '{{found}} is not yours to manage' },
  'code-taken': {
    zh: '“{{found}}”已被您看不到的单位、组织或人员占用，请换一个',
    en: '{{found}} belongs to something or somebody out of your sight. Give another one',
  },
  closed: { zh: '“{{name}}”已经撤销', en: '{{name}} is closed' },
  'last-member-vote-failed': {
    zh: '“{{unit}}”本阶段的满意度测评没有达到要求，要重新测评；把最后一名成员转走，就没有人测评了，请留下此人，或者等重新测评之后再转',
    en: 'The satisfaction assessment of {{unit}} failed in this stage, and it assesses again. With its last member transferred nobody could. Leave this person there until then',
  },
  'last-member-orders-open': {
    zh: '“{{unit}}”还有 {{orders}} 件限期整改没有经别人核验（最早的期限 {{dueOn}}）；把最后一名成员转走，就没有人整改了，请留下此人，核验之后再转',
    en: '{{unit}} has orders to correct that nobody has verified: {{orders}}, the first due by {{dueOn}}. With its last member transferred nobody would answer. Leave this person there until then',
  },
  'leaves-failed-vote': {
    zh: '“{{unit}}”本阶段的满意度测评没有达到要求，还要重新测评；从那里转走的人不再参加',
    en: 'The satisfaction assessment of {{unit}} failed in this stage, and it assesses again. Whoever leaves takes no part in that',
  },
  'taken-away': { zh: '去掉名册上的“{{before}}”', en: 'Takes away {{before}}, which the roster has' },
  'matched-by-name': {
    zh: '按姓名认作名册中已有的人（编码 {{code}}）',
    en: 'Taken by name for a person on the roster (code {{code}})',
  },
  namesake: {
    zh: '名册中有 {{count}} 个同名的人，按新人导入',
    en: {
      one: 'The roster has {{count}} of this name. Imported as somebody new',
      other: 'The roster has {{count}} of this name. Imported as somebody new',
    },
  },
  'namesake-in-file': {
    zh: '与第 {{row}} 行同名，出生年和编码也分不开，按两个人导入；是同一个人的只留一行',
    en: 'Of the same name as row {{row}}, and neither year nor code tells them apart. Imported as two people; keep one row if they are one',
  },
  'is-transferred': {
    zh: '自 {{on}} 起，由名册上的组织、单位转到这里',
    en: 'Transferred here from the branch and unit on the roster, from {{on}} on',
  },
  'joined-before-leaving': {
    zh: '此人 {{since}} 才离开原来的组织，不能早于这一天加入；按 {{on}} 记',
    en: 'This person left the branch before on {{since}} and joined no earlier. Kept as {{on}}',
  },
  'joined-after-transfer': {
    zh: '此人 {{since}} 由别处转到这里，加入还在那之前；按 {{on}} 记',
    en: 'This person was transferred here on {{since}} and had joined before. Kept as {{on}}',
  },
  'name-change': { zh: '姓名由“{{before}}”改为“{{found}}”', en: 'The name changes from {{before}} to {{found}}' },
};
