export { covers, mayActOn, pathsWith, permit, type Grant, type Permit, type Place } from './permit.ts';
export { appointableRoles, bundles, roles, type Role } from './roles.ts';
export { verbs, type Verb } from './verbs.ts';
