import type { CivilDate } from '@muster/core/kernel';
import { stringify } from 'csv-stringify/sync';
import { probationerJoinedOn } from '../demo/probation.ts';
import type { BatchPlan, PlannedRegion } from './plan-city.ts';

const kindWords = { committee: '党委', general_branch: '党总支', branch: '党支部' } as const;
const operationWords = { running: '', struggling: '生产经营困难', halted: '关停并破转' } as const;

/** Organisations as an office would send them: regions first, then units, then party organisations with the units that they serve. */
export function organisationsFile(
  regions: readonly PlannedRegion[],
  { units, organisations }: Omit<BatchPlan, 'members'>,
  openedOn: string,
): string {
  const header = ['编码', '名称', '种类', '上级编码', '类别', '所属单位编码', '经营状况', '成立日期'];
  return stringify([
    header,
    ...regions.map(({ code, name, parent }) => [code, name, '地区', parent, '', '', '', openedOn]),
    ...units.map(({ code, name, region, classCode, operation }) => [
      code,
      name,
      '单位',
      region,
      classCode,
      '',
      operationWords[operation],
      openedOn,
    ]),
    ...organisations.map((each) => [
      each.code,
      each.name,
      kindWords[each.kind],
      each.parent,
      '',
      each.units.map(({ code }) => code).join('、'),
      '',
      openedOn,
    ]),
  ]);
}

/** Members of ten years ago, and probationers of this one. */
export function membersFile(members: BatchPlan['members'], joinedOn: string, importedOn: CivilDate): string {
  const header = ['编码', '姓名', '出生年', '党支部编码', '单位编码', '身份', '类别', '加入日期'];
  return stringify([
    header,
    ...members.map(({ code, name, born, branch, unit, standing, categories }) => [
      code,
      name,
      String(born),
      branch,
      unit,
      standing,
      categories.join('、'),
      standing === '预备' ? probationerJoinedOn(Number(code.slice(1)), importedOn) : joinedOn,
    ]),
  ]);
}
