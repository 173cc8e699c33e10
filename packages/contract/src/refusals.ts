/**
 * Every refusal of the product with its HTTP status. The code is stable, names the sentence in both languages
 * (`refusal.<code>`), and is the `type` of the problem document.
 */
export const refusalStatus = {
  // platform
  'invalid-input': 400,
  'not-found': 404,
  'method-not-known': 404,
  'too-large': 413,
  'too-many-requests': 429,
  'unavailable': 503,
  'internal': 500,
  'key-missing': 400,
  'key-reused': 422,
  'file-type-refused': 415,
  // access
  'not-logged-in': 401,
  'not-permitted': 403,
  'forged-request': 403,
  'wrong-login': 401,
  'login-blocked': 429,
  'set-up-already': 409,
  'login-taken': 409,
  'code-not-valid': 404,
  'password-too-weak': 422,
  'password-wrong': 422,
  'appointed-already': 409,
  'role-not-appointable': 422,
  'appointment-ended-already': 409,
  'role-not-for-this-place': 422,
  'beyond-own-authority': 403,
  'has-no-account': 409,
  // organisation and roster
  'import-has-errors': 422,
  'import-empty': 422,
  'columns-missing': 422,
  // campaign
  'playbook-invalid': 422,
  'playbook-version-exists': 409,
  'batch-number-exists': 409,
  'dates-not-in-order': 422,
  'stage-shorter-than-allowed': 422,
  'unit-takes-part-already': 409,
  'stage-opened-already': 409,
  'campaign-without-batch': 409,
  // study
  'stage-not-open': 409,
  'activity-not-over': 422,
  'activity-too-short': 422,
  'activity-too-long': 422,
  'activity-kind-unknown': 422,
  'activity-before-stage': 422,
  'late-reason-missing': 422,
  'nobody-on-the-roll': 422,
  'not-on-the-roll': 422,
  'roll-changed': 409,
  'absence-named-twice': 422,
  'activity-voided-already': 409,
  'evidence-window-closed': 409,
  // assessment
  'too-few-voters': 422,
  'assessment-open-already': 409,
  'assessment-needs-verified-order': 409,
  'assessment-confirmed-already': 409,
  'count-exceeds-eligible': 422,
  'teller-counted-already': 409,
  'two-tellers-already': 409,
  'two-tellers-needed': 409,
  'tellers-differ': 409,
  'teller-cannot-confirm': 403,
  'assessment-not-held-yet': 422,
  // supervision
  'team-name-taken': 409,
  'unit-in-team-already': 409,
  'unit-not-in-team': 404,
  'person-in-team-already': 409,
  'person-not-in-team': 404,
  'not-a-unit': 422,
  // gate
  'hard-conditions-open': 409,
  'too-early': 409,
  'transition-open-already': 409,
  'transition-not-open': 409,
  'transition-not-endorsed': 409,
  'transition-endorsed-already': 409,
  'transition-stale': 409,
  'somebody-else-must': 403,
  'reason-missing': 422,
} as const satisfies Readonly<Record<string, number>>;

export type RefusalCode = keyof typeof refusalStatus;

export const refusalCodes = Object.keys(refusalStatus) as readonly RefusalCode[];
