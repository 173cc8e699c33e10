import type { listActivities } from '@muster/contract/study';
import { table, type SheetsOf } from '../platform/http/list-sheets.ts';

const activities = { zh: '活动与考勤', en: 'Activities' } as const;

export const activitySheets: SheetsOf<typeof listActivities> = {
  name: activities,
  tables: [
    table(activities, ({ activities: rows }) => rows, [
      [{ zh: '议题', en: 'Topic' }, ({ topic }) => topic],
      [{ zh: '类型', en: 'Kind' }, ({ kind, campaignId }, words) => words.title('kind', kind, campaignId)],
      [(words) => words.term('branch'), ({ branch }) => branch.name],
      [{ zh: '开始', en: 'From' }, ({ startsAt }, words) => words.moment(startsAt)],
      [{ zh: '结束', en: 'To' }, ({ endsAt }, words) => words.moment(endsAt)],
      [{ zh: '地点', en: 'Place' }, ({ place }) => place],
      [{ zh: '实到', en: 'Present' }, ({ present }) => present],
      [{ zh: '应到', en: 'Due' }, ({ onRoll }) => onRoll],
      [{ zh: '每人分钟', en: 'Minutes each' }, ({ minutes, voided }) => (voided === null ? minutes : 0)],
      [{ zh: '记录人', en: 'Recorded by' }, ({ recordedBy }) => recordedBy],
      [{ zh: '记入时间', en: 'Recorded' }, ({ recordedAt }, words) => words.moment(recordedAt)],
      [
        { zh: '补录', en: 'Late' },
        ({ isLate, lateReason }, words) => (isLate ? (lateReason ?? words.of({ zh: '是', en: 'yes' })) : null),
      ],
      [{ zh: '作废', en: 'Voided' }, ({ voided }) => voided?.reason ?? null],
    ]),
  ],
};
