import type { CellDoubt, ColumnDoubt } from './import-sheet.ts';
import { kinds, kindWords, operations, operationWords, states, stateWords } from './organisation-kinds.ts';
import type { OrganisationFaultCode } from './organisation-rows.ts';

/** In words, with `{{places}}` for the parameters of a fault; where a count changes the words, both forms. */
export interface FaultSentence {
  readonly zh: string;
  readonly en: string | { readonly one: string; readonly other: string };
}

/** The words that a cell may hold. */
const oneOf = (words: Readonly<Record<string, string>>): string => `${Object.values(words).join('、')}之一`;

export const doubtSentences: Readonly<Record<CellDoubt | ColumnDoubt, FaultSentence>> = {
  'column-unknown': {
    zh: '“{{found}}”这一列不认识，没有读取',
    en: 'The column {{found}} is not known here and was not read',
  },
  'column-unnamed': {
    zh: '这一列没有表头，没有读取：{{found}}',
    en: 'This column has no header and was not read: {{found}}',
  },
  'row-passed-over': {
    zh: '“{{found}}”这一行是合计或填表说明，没有读取',
    en: 'The row of {{found}} is a total or a note and was not read',
  },
  'number-rounded': {
    zh: '表格软件把这个号码当成数字，后面几位已经丢失：{{found}}；请把这一列设为文本，重新填写',
    en: 'The spreadsheet took it for a number and lost its last digits: {{found}}. Format the column as text and type it again',
  },
  'formula-error': { zh: '公式出错：{{found}}', en: 'The formula ends in an error: {{found}}' },
  'formula-typed': {
    zh: "“{{found}}”是公式，不是内容；确是文字的，前面加一个撇号（'）",
    en: "{{found}} is a formula, not what is meant. Where it is text, put an apostrophe (') before it",
  },
  'turning-sign': {
    zh: '里面有看不见的、改变文字方向的符号（{{sign}}），读出来与写的不一样；请删去重写',
    en: 'It holds a hidden sign that turns the text around ({{sign}}) and reads otherwise than it is. Type it again',
  },
  'beyond-header': {
    zh: '这一格在最后一个表头之后，这一行多半错了位：{{found}}；内容里有逗号的，整格加英文引号',
    en: 'The cell lies beyond the last header, so the row has probably shifted: {{found}}. Put a cell that holds a comma in quotation marks',
  },
  'formula-without-value': {
    zh: '公式还没有算出结果；请在表格软件里打开并保存一次',
    en: 'The formula has no result yet. Open the file in a spreadsheet program and save it',
  },
};

export const organisationSentences: Readonly<Record<OrganisationFaultCode, FaultSentence>> = {
  'credit-code-form': {
    zh: '“{{found}}”不是统一社会信用代码：应为 18 位，不含 I、O、S、V、Z',
    en: '{{found}} is no unified social credit code: 18 characters, without I, O, S, V and Z',
  },
  'credit-code-check': {
    zh: '“{{found}}”的校验位不对，多半抄错了一位',
    en: 'The check character of {{found}} does not fit: one character is probably mistyped',
  },
  'name-missing': { zh: '名称为空', en: 'The name is empty' },
  'code-form': {
    zh: '“{{found}}”里有空格、逗号、分号或顿号，编码里不能有',
    en: '{{found}} holds a blank, comma or semicolon, which a code cannot',
  },
  'code-missing': {
    zh: '没有编码；它下面要挂别的组织，必须有编码或信用代码',
    en: 'No code. Others hang beneath it, so it needs a code or a credit code',
  },
  'too-long': { zh: '太长，最多 {{max}} 个字', en: 'Too long: {{max}} characters at most' },
  'kind-missing': {
    zh: `种类为空，写${oneOf(kindWords)}`,
    en: 'The kind is empty: region, unit, committee, general_branch or branch',
  },
  'kind-unknown': {
    zh: `没有“{{found}}”这一种类；写${oneOf(kindWords)}`,
    en: `There is no kind {{found}}. Write ${kinds.join(', ')}`,
  },
  'kind-change': {
    zh: '名册中它是{{before}}，不能改成“{{found}}”',
    en: 'The roster has it as a {{before}}; it cannot become {{found}}',
  },
  'state-unknown': {
    zh: `没有“{{found}}”这一状态；写${oneOf(stateWords)}`,
    en: `There is no state {{found}}. Write ${states.join(', ')}`,
  },
  'operation-unknown': {
    zh: `没有“{{found}}”这一经营状况；写${oneOf(operationWords)}`,
    en: `There is no such state of work as {{found}}. Write ${operations.join(', ')}`,
  },
  'class-unknown': {
    zh: '“{{found}}”不在类别清单中；模板这一列的下拉里有全部类别',
    en: '{{found}} is not in the list of classes. The drop-down of this column in the template has all of them',
  },
  'class-retired': {
    zh: '类别“{{found}}”已停用，不再归入新的单位',
    en: 'The class {{found}} is retired and takes no more units',
  },
  'date-invalid': {
    zh: '没有“{{found}}”这样的日期；写法如 2005-03-01',
    en: '{{found}} is no date. Write one like 2005-03-01',
  },
  'date-in-future': { zh: '“{{found}}”在今天（{{today}}）之后', en: '{{found}} lies after today, {{today}}' },
  'number-invalid': { zh: '“{{found}}”不是人数，写整数', en: '{{found}} is no count. Write a whole number' },
  'twice-in-file': { zh: '与第 {{row}} 行重复，只留一行', en: 'The same as row {{row}}. Keep one of the two' },
  'name-taken': {
    zh: '名册里同一上级下已有同名的（编码 {{code}}）；是同一个就填上编码',
    en: 'The roster has one of this name in the same place (code {{code}}). If it is the same, add its code',
  },
  'credit-code-taken': { zh: '这个信用代码已属于“{{name}}”', en: 'This credit code belongs to {{name}}' },
  'code-taken': {
    zh: '“{{found}}”已被您看不到的单位、组织或人员占用，请换一个',
    en: '{{found}} belongs to something or somebody out of your sight. Give another one',
  },
  closed: { zh: '“{{name}}”已经撤销', en: '{{name}} is closed' },
  'beyond-authority': { zh: '“{{found}}”不归您管理', en: '{{found}} is not yours to manage' },
  'not-beneath': { zh: '它不在“{{name}}”之下', en: 'It does not hang beneath {{name}}' },
  'parent-missing': { zh: '没有写上级编码', en: 'The code of the node above is empty' },
  'parent-unknown': { zh: '没有编码是“{{found}}”的上级', en: 'Nothing has the code {{found}}' },
  'parent-kind-wrong': { zh: '{{kind}}不能挂在{{above}}之下', en: 'A {{kind}} cannot hang beneath a {{above}}' },
  'parent-not-beneath': { zh: '上级“{{found}}”不在“{{name}}”之下', en: '{{found}} does not hang beneath {{name}}' },
  'parent-beyond-authority': { zh: '上级“{{found}}”不归您管理', en: '{{found}} is not yours to manage' },
  'parent-refused': {
    zh: '上级在第 {{row}} 行，那一行有误',
    en: 'The node above stands in row {{row}}, which has a fault',
  },
  'parent-cycle': { zh: '上下级绕成了圈', en: 'These rows hang beneath one another in a circle' },
  'parent-change': {
    zh: '名册中它在别的上级之下，导入不能移动；请办理划转',
    en: 'The roster has it beneath another node. An import moves nothing',
  },
  'units-missing': { zh: '没有写所属单位的编码', en: 'The codes of its units are empty' },
  'units-not-for-this-kind': { zh: '这一种类不写所属单位', en: 'This kind has no units of its own. Leave it empty' },
  'unit-unknown': { zh: '没有编码是“{{code}}”的单位', en: 'No unit has the code {{code}}' },
  'unit-not-a-unit': { zh: '“{{code}}”不是单位', en: '{{code}} is not a unit' },
  'unit-refused': {
    zh: '单位“{{code}}”在第 {{row}} 行，那一行有误',
    en: 'The unit {{code}} stands in row {{row}}, which has a fault',
  },
  'unit-beyond-authority': { zh: '这个单位不归您管理', en: 'This unit is not yours to manage' },
  'remedy-open': {
    zh: '整顿还没有办结，状态要等查验通过才改',
    en: 'A remedy is under way. The state changes when somebody else has verified it',
  },
  'taken-away': { zh: '去掉名册上的“{{before}}”', en: 'Takes away {{before}}, which the roster has' },
  'unit-has-members': {
    zh: '原来所属的单位还有成员，不能去掉',
    en: 'A unit that it serves now still has members and cannot be left out',
  },
};
