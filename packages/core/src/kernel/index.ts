export { beginningOf } from './beginning-of.ts';
export { addDays, civilDateAt, minutesOfDayAt, daysBetween, isCivilDate, type CivilDate } from './civil-date.ts';
export { isRefusal, refuse, type InputFault, type Refusal } from './refusal.ts';
export { refuseFar } from './day-too-far.ts';
export { weekOf } from './week.ts';
export { finish, inSteps, type Steps } from './steps.ts';
