/** Everything that anyone can be allowed to do, each on a node of a tree and all that lies beneath it. */
export const verbs = [
  'read',
  'manage-organisations',
  'manage-roster',
  'manage-access',
  'manage-campaign',
  'manage-teams',
  'plan-stages',
  'record-activity',
  'submit-deliverable',
  'check-deliverable',
  'relieve-obligation',
  'order-correction',
  'open-assessment',
  'tell-assessment',
  'confirm-assessment',
  'apply-transition',
  'endorse-transition',
  'decide-transition',
  'read-burdens',
] as const;

export type Verb = (typeof verbs)[number];

/** What is done in one campaign and by nobody outside it: a team does it for its units in its own campaign alone. */
export const verbsInCampaign = [
  'open-assessment',
  'check-deliverable',
  'order-correction',
  'confirm-assessment',
  'endorse-transition',
] as const satisfies readonly Verb[];

export type VerbInCampaign = (typeof verbsInCampaign)[number];
