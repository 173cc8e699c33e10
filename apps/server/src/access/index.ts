import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { appointDirectly } from './appoint-directly.ts';
export { createAccountDirectly, resetPassword } from './accounts.ts';
export { endOffices } from './end-offices.ts';
export { endGrants, endGrantsOfTeams, writeGrants } from './grants.ts';
export { officeEnded, officesGiven, type OfficeEnded, type OfficesGiven } from './hooks.ts';
export { endAuthority, reopenAccount } from './member-left.ts';
export { hashPassword } from './password.ts';
export { accountOf as accountOfLogin, forgetAttempts } from './check-password.ts';
export { routes } from './routes.ts';
export { makeSessions, openSession } from './session.ts';

export const constraints: ConstraintRefusals = {
  appointment__one_open: 'appointed-already',
  account__login_unique: 'login-taken',
};
