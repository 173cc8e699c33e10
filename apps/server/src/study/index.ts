import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { carryAlong } from './carry.ts';
export { meetingsElsewhere } from './meetings-elsewhere.view.ts';
export { attendanceRecorded, sheetVoided } from './hooks.ts';
export { cancelMakeUps, oweMakeUps } from './make-up/owe-make-ups.ts';
export { oweNotes, oweNotesOfJoined, oweNotesOfMoved, oweNotesOfReturned } from './notes/owe-notes.ts';
export { dropOfMember, dropOfOffice, oweAsHead, oweLectures, reopenLectures } from './owe-lectures.ts';
export { routes } from './routes.ts';

export const constraints: ConstraintRefusals = {
  held_for__once: 'held-for-already',
  lecture__once: 'lecturer-named-twice',
  note_check__recused: 'recused-oneself',
  note_check_pkey: 'note-checked-already',
  note_draw__recused: 'recused-oneself',
  // What a member who writes does not see of the own unit.
  reading__evidence_open: 'evidence-window-closed',
  study_note__evidence_open: 'evidence-window-closed',
  self_study__stage_open: 'stage-not-open',
  self_study__evidence_open: 'evidence-window-closed',
};
