import type { CivilDate } from '@muster/core/kernel';
import { stringify } from 'csv-stringify/sync';
import { nameMaker } from './names.ts';
import { probationerJoinedOn } from './probation.ts';
import type { Seeded } from './seeded.ts';
import { schoolRoll, units } from './town.ts';

/** The town's organisations as an office would send them: a table with Chinese headers. */
export function organisationsCsv(openedOn: string): string {
  const header = ['编码', '名称', '种类', '上级编码', '类别', '所属单位编码', '成立日期'];
  const rows = units.flatMap((unit) => [
    [unit.code, unit.name, '单位', '', unit.classCode, '', openedOn],
    ...unit.branches.map((branch) => [
      branch.code,
      branch.name,
      '党支部',
      '',
      '',
      branch.guests === undefined ? unit.code : `${unit.code}、${branch.guests.unit}`,
      openedOn,
    ]),
  ]);
  return stringify([header, ...rows]);
}

const categories = ['', '', '', '', '', '', '离退休', '离退休、年老体弱', '流动', '生产一线'];

/** The town's members, a row each; codes run through the whole town. Of ten years ago, and probationers of this one. */
export function membersCsv(chance: Seeded, joinedOn: string, importedOn: CivilDate): string {
  const header = ['编码', '姓名', '出生年', '党支部编码', '单位编码', '身份', '类别', '加入日期'];
  const makeName = nameMaker(chance, schoolRoll);
  const rows = units.flatMap((unit) =>
    unit.branches.flatMap((branch) => {
      const own = Array.from({ length: branch.members }, () => unit.code);
      const guests = Array.from({ length: branch.guests?.members ?? 0 }, () => branch.guests?.unit ?? '');
      return [...own, ...guests].map((unitCode, index) => {
        const name = (branch.code === 'B02' ? schoolRoll[index] : undefined) ?? makeName();
        const category = index < 3 ? '' : chance.pick(categories);
        const isDrawn = index > 4 && chance.next() < 0.04;
        const standing = isDrawn && !category.includes('离退休') ? '预备' : '正式';
        const born = category.includes('离退休') ? 1940 + chance.below(12) : 1958 + chance.below(40);
        return [name, String(born), branch.code, unitCode, standing, category] as const;
      });
    }),
  );
  const joined = (standing: string, index: number) =>
    standing === '预备' ? probationerJoinedOn(index + 1, importedOn) : joinedOn;
  return stringify([header, ...rows.map((row, index) => [memberCode(index), ...row, joined(row[4], index)])]);
}

function memberCode(index: number): string {
  return `M${String(index + 1).padStart(3, '0')}`;
}
