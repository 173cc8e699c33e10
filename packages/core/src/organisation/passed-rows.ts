import { plainText } from './cell-text.ts';

const totals = new Set(['合计', '总计', '小计', '共计', '总数', 'total', 'totals', 'subtotal', 'sum']);
/** Most rows are seen to be rows by their first character. */
const begins = /^\s*[合总小共填制上审复签盖联负单备说注tsn]/i;
const remark =
  /^(?:填表|填报|制表|上报|审核|复核|审批|签字|盖章|联系|负责|单位负责|备注|说明|注|note)(?:人|单位|日期|时间|电话|方式)?(?:签字|签名|\(.*\))?:/i;

/** Where a line beneath the header says that it is no row of the table: a total, or who filled it in. Null for a row. */
export function passedOver(cells: readonly string[]): number | null {
  const first = cells.findIndex((cell) => cell.trim() !== '');
  const cell = cells[first] ?? '';
  if (!begins.test(cell)) return null;
  const text = plainText(cell).replaceAll(' ', '');
  return totals.has(text.toLowerCase()) || remark.test(text) ? first : null;
}
