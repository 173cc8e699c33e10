import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { Kind } from './organisation-kinds.ts';

/** An organisation that is to be changed, as the rules have to know it. */
export interface ChangingOrganisation {
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly regionId: number;
  readonly parentId: string | null;
  readonly path: string;
  readonly openedOn: CivilDate;
  /** The day on which its present parent became its parent. */
  readonly underParentSince: CivilDate;
  readonly isClosed: boolean;
}

export interface ChangeDay {
  readonly on: CivilDate;
  readonly today: CivilDate;
}

type DayRefusal = Refusal<'day-in-future' | 'day-before-present-parent'>;

/** A change is dated today or earlier, and not before the parent link that it ends began. Nothing is planned ahead: it is recorded when it is so. */
export function judgeDay(organisation: ChangingOrganisation, { on, today }: ChangeDay): DayRefusal | null {
  if (on > today) return refuse('day-in-future', { today }, 'on');
  const since = organisation.underParentSince;
  return on < since ? refuse('day-before-present-parent', { since }, 'on') : null;
}

/** The two roots are what everything hangs under; what is closed stays as it was. */
export function judgeChangeable({
  parentId,
  isClosed,
  name,
}: ChangingOrganisation): Refusal<'organisation-is-root' | 'organisation-closed'> | null {
  if (isClosed) return refuse('organisation-closed', { name });
  return parentId === null ? refuse('organisation-is-root', { name }) : null;
}
