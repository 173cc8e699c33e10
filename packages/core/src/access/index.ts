export {
  activationCode,
  activationCodeBytes,
  activationEnds,
  loginsFor,
  plainLoginBytes,
  readActivationCode,
} from './activation-code.ts';
export {
  judgeAccountReset,
  judgeAppointment,
  judgeEnding,
  judgeLastAdministrator,
  type HeldOffice,
} from './appoint.ts';
export { minutesBlocked, restsUntil } from './back-off.ts';
export { judgePassword } from './password.ts';
export {
  campaignsReadAt,
  covers,
  mayActOn,
  pathsWith,
  permit,
  type Grant,
  type Permit,
  type Place,
  type PlaceInCampaign,
} from './permit.ts';
export { appointableRoles, bundles, roles, type Role } from './roles.ts';
export { needsTouch, sessionEnds } from './session-life.ts';
export { verbs, verbsInCampaign, type Verb } from './verbs.ts';
