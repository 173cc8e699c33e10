import type { Hook } from '../platform/hooks.ts';

interface Absent {
  readonly personId: string;
  readonly unitId: string;
  readonly branchId: string;
  /** Null where the person's unit takes no part. */
  readonly participationId: string | null;
  readonly stageCode: string;
  readonly reason: string;
}

interface RecordedSheet {
  readonly campaignId: string;
  readonly activityId: string;
  readonly sheetId: string;
  /** Of the same branch and meeting; itself where nothing was corrected. */
  readonly firstSheetId: string;
  readonly topic: string;
  readonly startsAt: Date;
  readonly absent: readonly Absent[];
}

export interface AttendanceRecorded {
  readonly regionId: number;
  /** Many where meetings came as a list. */
  readonly sheets: readonly RecordedSheet[];
}

export interface SheetVoided {
  readonly regionId: number;
  readonly sheetIds: readonly string[];
}

/** Sheets were written: of new meetings, or another version of one, after the one before was told to be void. */
export const attendanceRecorded: Hook<AttendanceRecorded> = { name: 'study.attendance-recorded' };

/** Sheets that count no longer: their meeting was voided, or another version follows. */
export const sheetVoided: Hook<SheetVoided> = { name: 'study.sheet-voided' };
