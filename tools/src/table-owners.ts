/** Which slice owns a table, and so alone may write it; `platform` owns what has no business noun. */
export const tableOwners: Readonly<Record<string, string>> = {
  // 0001 foundation
  migration: 'platform',
  instance: 'platform',
  idempotency: 'platform',
  file: 'platform',
  region: 'organisation',
  // 0002 organisation
  organisation: 'organisation',
  organisation_parent: 'organisation',
  branch_serves_unit: 'organisation',
  organisation_claim: 'organisation',
  // 0003 roster
  person: 'roster',
  membership: 'roster',
  // 0004 access
  appointment: 'access',
  access_grant: 'access',
  account: 'access',
  activation: 'access',
  session: 'access',
  login_attempt: 'access',
  // 0005 campaign
  playbook: 'campaign',
  campaign: 'campaign',
  batch: 'campaign',
  batch_stage: 'campaign',
  participation: 'campaign',
  participation_stage: 'campaign',
  stage_condition: 'campaign',
  // 0006 study
  activity: 'study',
  sheet: 'study',
  attendance: 'study',
  make_up: 'study',
  self_study: 'study',
  reading: 'study',
  study_note: 'study',
  note_draw: 'study',
  note_check: 'study',
  activity_reading: 'study',
  leave: 'study',
  leave_end: 'study',
  held_for: 'study',
  lecture: 'study',
  lecture_script: 'study',
  planned_activity: 'study',
  planned_branch: 'study',
  sign_in: 'study',
  // 0007 supervision
  supervision_team: 'supervision',
  team_member: 'supervision',
  team_unit: 'supervision',
  // 0008 assessment
  assessment: 'assessment',
  tally_electorate: 'assessment',
  tally_teller: 'assessment',
  tally_assessment: 'assessment',
  // 0009 gate
  gate_kept: 'gate',
  transition: 'gate',
  transition_step: 'gate',
  transition_decision: 'gate',
  // 0010 ledger
  ledger_entry: 'ledger',
  ledger_pending: 'ledger',
  // 0011 rollup
  // Written by every slice through the platform's outbox; rollup takes them out.
  rollup_delta: 'platform',
  rollup_dirty: 'platform',
  rollup_counter: 'rollup',
  rollup_taken: 'rollup',
  rollup_standing: 'rollup',
  rollup_folded: 'rollup',
  // 0012 opinion
  burden_report: 'opinion',
  // 0015 code lists and claims
  unit_class: 'organisation',
  member_category: 'roster',
  // 0016 organisation changes
  organisation_change: 'organisation',
  organisation_remedy: 'organisation',
  organisation_remedy_report: 'organisation',
  organisation_remedy_check: 'organisation',
  study_credit: 'study',
  // 0017 roster changes
  transfer: 'roster',
  membership_end: 'roster',
  standing_change: 'roster',
  person_correction: 'roster',
  contact: 'roster',
  representative_quota: 'roster',
  // 0019 playbook layers
  campaign_layer: 'campaign',
  // 0020 batches and dates
  batch_rule: 'campaign',
  stage_request: 'campaign',
  stage_request_stage: 'campaign',
  stage_request_decision: 'campaign',
  stage_extension: 'campaign',
  participation_extension: 'campaign',
  track_change: 'campaign',
  // 0094 ready before the start
  ready_word: 'campaign',
  batch_opening: 'campaign',
  batch_readiness: 'campaign',
  // 0021 obligation
  obligation: 'obligation',
  deliverable: 'obligation',
  deliverable_check: 'obligation',
  // 0034 obligations of every kind
  obligation_discharge: 'obligation',
  // orders to correct
  finding: 'supervision',
  order_to_correct: 'supervision',
  order_answer: 'supervision',
  order_verification: 'supervision',
  self_check: 'supervision',
  self_check_review: 'supervision',
  // pools
  team_report: 'assessment',
  assessment_pool: 'assessment',
  assessment_pool_unit: 'assessment',
  assessment_pool_end: 'assessment',
  // 0051 exempt and extended
  obligation_exemption: 'obligation',
  obligation_extension: 'obligation',
  // 0060 notices
  notice: 'obligation',
  supervision_visit: 'supervision',
  notice_item: 'obligation',
  notice_step: 'obligation',
  // 0073 contact points
  contact_point: 'supervision',
  contact_visit: 'supervision',
  // 0134 ballots; what was issued only the database writes, for the issuer.
  ballot_poll: 'ballot',
  ballot_roster: 'ballot',
  ballot_slip: 'ballot',
  ballot_share: 'ballot',
  ballot_share_brought: 'ballot',
  ballot_issued: 'ballot',
  ballot_draw_close: 'ballot',
  ballot_end: 'ballot',
  tally_poll: 'ballot',
  tally_poll_opened: 'ballot',
};
