import type { Verb } from './verbs.ts';

/** Roles are bundles of verbs; the only authority is the grant that an appointment writes for each verb. */
export const roles = [
  'administrator',
  'office',
  'leader',
  'supervisor',
  'head',
  'clerk',
  'secretary',
  'representative',
  'auditor',
] as const;

export type Role = (typeof roles)[number];

export const bundles: Readonly<Record<Role, readonly Verb[]>> = {
  administrator: ['read', 'manage-organisations', 'manage-roster', 'manage-access', 'manage-campaign', 'manage-teams'],
  office: [
    'read',
    'manage-organisations',
    'manage-roster',
    'manage-access',
    'manage-campaign',
    'manage-teams',
    'open-assessment',
    'check-deliverable',
    'relieve-obligation',
    'decide-transition',
    'read-burdens',
  ],
  leader: ['read'],
  supervisor: [
    'read',
    'open-assessment',
    'check-deliverable',
    'order-correction',
    'confirm-assessment',
    'endorse-transition',
  ],
  head: [
    'read',
    'manage-access',
    'plan-stages',
    'record-activity',
    'submit-deliverable',
    'open-assessment',
    'apply-transition',
  ],
  clerk: ['read', 'plan-stages', 'record-activity', 'submit-deliverable', 'open-assessment', 'tell-assessment'],
  secretary: ['read', 'record-activity', 'tell-assessment'],
  representative: [],
  auditor: ['read'],
};

/** Roles that an office gives by appointment; a supervisor gets authority from the units of the team alone. */
export const appointableRoles = roles.filter((role) => role !== 'supervisor');
