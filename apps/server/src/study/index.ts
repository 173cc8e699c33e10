import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { sheetVoided } from './hooks.ts';
export { dropOfMember, dropOfOffice, oweAsHead, oweLectures, reopenLectures } from './owe-lectures.ts';
export { routes } from './routes.ts';

export const constraints: ConstraintRefusals = {
  lecture__once: 'lecturer-named-twice',
};
