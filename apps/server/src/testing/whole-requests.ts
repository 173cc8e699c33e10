/** A body and a query of each route with which nothing would be wrong, slice by slice: bad requests are made of them. */
export type Ids = (name: string) => string;
type Bodies = Readonly<Record<string, object>>;

const password = 'a good password';
const reason = '重复';
const held = { startsAt: '2026-03-19T14:00:00+08:00', endsAt: '2026-03-19T16:00:00+08:00' };
const studyStage = { code: 'study', startsOn: '2026-03-01', endsOn: '2026-04-20' };
const tables = { csv: 'nothing', commit: true, exceptRefused: true };

const access = (id: Ids): Bodies => ({
  activate: { code: 'AAAA-BBBB-CCCC', password },
  appoint: { personId: id('person'), role: 'leader', fromOn: '2026-03-01' },
  appointMany: {
    appointments: [{ organisationId: id('unit'), personName: '某某', role: 'representative', origin: 'own' }],
  },
  changePassword: { current: 'not this one', next: password },
  logIn: { login: 'nobody', password: 'wrong' },
  makeActivationSheet: { personIds: [id('person'), id('person')] },
  setUp: { instanceName: '一', placeRootName: '二', partyRootName: '三', personName: '四', login: 'first', password },
});

const organisation = (id: Ids): Bodies => ({
  checkRemedy: { outcome: 'returned', note: '没有做完' },
  closeOrganisation: { on: '2026-03-19', reason: '撤销' },
  editOrganisation: {
    name: '城关镇人民政府',
    code: 'TOWN',
    creditCode: '11100000000013338N',
    classCode: 'A1',
    operation: 'halted',
  },
  flagOrganisation: {
    state: 'weak',
    finding: '没有书记',
    remedy: '选派书记',
    dueOn: '2026-04-30',
    responsibleName: '某某',
    responsibleId: id('person'),
  },
  importOrganisations: { fileName: 'organisations.csv', ...tables },
  keepUnitClasses: {
    classes: [
      { code: 'A', parentCode: 'B', title: { zh: '甲', en: 'A' }, isRetired: false },
      { code: 'B', parentCode: 'A', title: { zh: '乙', en: 'B' }, isRetired: true },
    ],
  },
  mergeOrganisation: { intoId: id('unit'), on: '2026-03-19', reason: '合并' },
  moveOrganisation: { parentId: id('unit'), on: '2026-03-19', reason: '划转' },
  reportRemedy: { note: '书记已到任' },
  stateClaims: {
    measure: 'members',
    source: '镇党委',
    total: 12,
    by: 'child',
    parts: [{ part: id('unit'), stated: 3 }],
  },
  voidClaim: { reason },
});

const roster = (id: Ids): Bodies => ({
  acceptTransfer: { on: '2026-03-19' },
  addMember: {
    name: '张三',
    bornIn: 1970,
    code: 'NEW-1',
    standing: 'probationary',
    unitId: id('unit'),
    categories: ['floating'],
    fromOn: '2026-03-01',
    isSomebodyElse: false,
  },
  changeStanding: { standing: 'applicant', on: '2026-03-19', note: '转正' },
  correctPerson: { name: '张三', bornIn: 1970, categories: ['floating'], reason: '写错' },
  declineTransfer: { reason },
  endMembership: { reason: 'left', on: '2026-03-19', note: '去外地' },
  importMembers: { fileName: 'members.csv', ...tables },
  keepMemberCategories: {
    categories: [{ code: 'floating', title: { zh: '流动', en: 'Floating' }, isRetired: false }],
  },
  proposeTransfer: { branchId: id('branch'), unitId: id('unit'), on: '2026-03-19', reason: '调动' },
  recordContact: { mode: 'visit', on: '2026-03-19', outcome: 'reached', note: '在家', lateReason: '补录' },
  reportIn: { whereabouts: '在家', reachBy: '写信' },
  setRepresentativeQuota: { own: 3, subordinate: 4, served: 5 },
  voidContact: { reason },
  voidMembershipEnd: { reason },
  withdrawTransfer: { reason },
});

const campaign = (id: Ids): Bodies => ({
  askForDates: { stages: [studyStage], reason: '农忙' },
  changeBatchPlan: {
    number: 3,
    title: { zh: '第三批', en: 'Batch 3' },
    stages: [studyStage],
    rules: [{ organisationId: id('organisation'), classCode: 'A1' }],
    revision: 7,
  },
  closeCampaign: { closedOn: '2026-03-19', reason: '任务完成', unfinished: 4 },
  changeTrack: { track: 'key-steps', reason: '困难企业' },
  decideDateRequest: { outcome: 'refused', note: '不行' },
  extendStage: {
    organisationId: id('organisation'),
    stage: 'study',
    days: 10,
    reason: '防汛',
    basis: '县委会议',
    decidedOn: '2026-03-01',
  },
  loadPlaybook: { yaml: 'code: x' },
  openBatch: { number: 2, organisationId: id('organisation'), stages: [studyStage], reason: '急' },
  openPlannedBatch: { revision: 7, reason: '急' },
  planBatch: {
    number: 4,
    title: { zh: '第四批', en: 'Batch 4' },
    stages: [studyStage],
    rules: [{ organisationId: id('organisation'), classCode: 'A1' }],
  },
  sayReady: { item: 'plan', readyOn: '2026-03-01', words: '已定' },
  takeBackReady: { reason: '要改' },
  planStages: { stages: [studyStage] },
  putLayer: { campaignId: id('campaign'), playbookId: id('playbook') },
  startCampaign: { playbookId: id('playbook'), name: { zh: '活动', en: 'Campaign' }, startedOn: '2026-03-01' },
});

const meetingOf = (id: Ids) => ({
  kind: 'collective-study',
  topic: '学习',
  place: '会议室',
  ...held,
  absences: [{ personId: id('person'), reason: 'sick' }],
  lateReason: '补录',
  readings: ['reader'],
});

const planned = {
  kind: 'collective-study',
  topic: '学习',
  place: '会议室',
  startsAt: '2026-03-29T14:00:00+08:00',
  endsAt: '2026-03-29T16:00:00+08:00',
};

const study = (id: Ids): Bodies => ({
  recordActivity: meetingOf(id),
  recordActivities: { meetings: [{ branchId: id('branch'), ...meetingOf(id) }] },
  correctSheet: { version: 1, absences: [{ personId: id('person'), reason: 'sick' }], reason },
  voidActivity: { reason },
  nameLecturer: { capacity: 'expert', name: '党校教师' },
  nameSpeakers: { personIds: [id('person')] },
  holdForPlace: { activityId: id('activity') },
  withdrawHeldFor: { reason },
  handInScript: { text: '讲稿', file: null, isOwn: false },
  withdrawLecture: { reason },
  noteLeave: { personId: id('person'), fromOn: '2026-03-10', toOn: '2026-03-20', reason: 'sick' },
  endLeave: { lastOn: '2026-03-15' },
  planActivity: { ...planned, withBranches: [id('unit')] },
  changePlan: planned,
  callOffPlan: { reason },
  signIn: { code: '1234 5678' },
  recordSheet: { heads: 12, held: planned, absences: [{ personId: id('person'), reason: 'sick' }], lateReason: '补录' },
  recordMakeUp: {
    mode: 'make-up-lesson',
    on: '2026-03-20',
    minutes: 120,
    note: reason,
    lateReason: reason,
    file: { name: 'a.pdf', base64: 'JVBERi0=' },
  },
  recordMakeUps: {
    makeUps: [
      {
        obligationId: id('obligation'),
        mode: 'letter',
        on: '2026-03-20',
        minutes: null,
        note: reason,
        lateReason: reason,
      },
    ],
  },
  voidMakeUp: { reason },
  logSelfStudy: { on: '2026-03-20', minutes: 60, subject: '读本', lateReason: reason },
  voidSelfStudy: { reason },
  handInNote: { writing: 'study-notes', text: '心得', file: { name: 'a.pdf', base64: 'JVBERi0=' } },
  returnNote: { reason },
  drawNotes: { count: 3 },
  checkNote: { careless: reason },
  tickReadings: { pieces: ['reader'], read: true },
  nameReadings: { pieces: ['reader'], read: true },
});

const supervision = (id: Ids): Bodies => ({
  assignUnit: { unitId: id('unit') },
  assignUnits: { unitIds: [id('unit')] },
  endContactPoint: { on: '2026-03-19' },
  formTeam: { name: '第三督导组' },
  nameContactPoint: { personId: id('person'), fromOn: '2026-03-10' },
  noteGuest: { contactPointId: id('contactPoint'), lateReason: '补记' },
  recordVisit: { kind: 'solved', on: '2026-03-19', note: '修好了路', lateReason: null },
  withdrawVisit: { reason },
  joinTeam: { personId: id('person'), isLeader: true },
  recordFinding: { code: null, text: '签到不全', order: { text: '补齐签到', dueOn: '2026-03-25' } },
  issueOrder: { text: '补齐签到', dueOn: '2026-03-25' },
  answerOrder: { text: '已补齐', file: null },
  checkOneself: { items: [{ code: 'hours', answer: 'in-order', note: null }] },
  checkAgain: { items: [{ code: 'hours', answer: 'lacking', note: '两人未补课' }] },
  verifyOrder: { outcome: 'returned', note: '名单不全' },
});

const papers = { satisfied: 9, basicallySatisfied: 3, dissatisfied: 1, dontKnow: 1, void: 1 };
const assessment = (id: Ids): Bodies => ({
  endPool: { reason: '名单有误' },
  formPool: { unitIds: [id('unit'), id('organisation')] },
  enterCount: { member: papers, representative: papers },
  openAssessment: { heldOn: '2026-03-19' },
  reportAssessment: { note: '到会的都投了票' },
});

const pollWindow = { from: '2026-03-21T09:00:00+08:00', until: '2026-03-22T09:00:00+08:00' };
const ballot = (id: Ids): Bodies => ({
  announcePoll: {
    times: {
      mode: 'windows',
      issuing: pollWindow,
      casting: { from: '2026-03-23T09:00:00+08:00', until: '2026-03-24T09:00:00+08:00' },
    },
    questions: ['satisfaction'],
    turnout: { num: 1, den: 2 },
    slips: { for: 'without-account', spare: 2 },
    holders: [{ role: 'superior-office', personId: id('person') }],
  },
  bringShare: { height: 'ab'.repeat(32) },
  endPoll: { reason: 'disturbed', note: '停电' },
});

const gate = (id: Ids): Bodies => ({
  applyForTransition: { judgedHash: 'a'.repeat(64) },
  decideTransition: { outcome: 'passed', note: '同意' },
  decideTransitions: { transitionIds: [id('transition')], outcome: 'passed', note: '同意' },
  endorseTransition: { note: '同意' },
  endorseTransitions: { transitionIds: [id('transition')], note: '同意' },
  returnTransition: { reason: '材料不全' },
});

const obligation = (id: Ids): Bodies => ({
  submitDeliverables: { papers: [{ obligationId: id('obligation'), text: '方案' }] },
  checkDeliverables: {
    outcome: 'returned',
    note: '日期不细',
    checks: [{ obligationId: id('obligation'), version: 1 }],
  },
  exemptObligations: { obligationIds: [id('obligation')], reason: '统一安排' },
  askExtension: { untilOn: '2026-03-25', reason: '住院' },
  decideExtension: { outcome: 'refused', note: '时间够用' },
  markNoticesRead: { notices: [{ kind: 'overdue', onDay: '2000-01-01' }] },
  exemptObligation: { reason: '长期卧床' },
  checkDeliverable: { outcome: 'returned', note: '日期不细' },
  submitDeliverable: { text: '方案', file: null },
});

const opinion: Bodies = { reportBurden: { page: '/', body: '填表太多' } };

export const bodies = (id: Ids): Bodies => ({
  ...access(id),
  ...organisation(id),
  ...roster(id),
  ...campaign(id),
  ...study(id),
  ...supervision(id),
  ...assessment(id),
  ...ballot(id),
  ...gate(id),
  ...obligation(id),
  ...opinion,
});

type Queries = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a route needs, with what it may be asked besides. */
export const queries: Queries = {
  exportMembers: { format: 'csv' },
  exportOrganisations: { format: 'csv' },
  findDestinations: { text: 'SCHOOL-1' },
  findNamesakes: { name: '张三', bornIn: '1970' },
  listActivities: { which: 'elsewhere', kind: 'mobilisation', after: '', limit: '' },
  listBurdens: { after: '', limit: '' },
  listChanges: { topic: 'study', after: '', limit: '' },
  listChildren: { after: '', limit: '' },
  listCounted: { measure: 'members', after: '', limit: '' },
  listCoverage: { after: '', limit: '', state: 'to-take' },
  listDateRequests: { awaiting: 'others', after: '', limit: '' },
  listDifferences: { limit: '' },
  listEntries: { after: '', limit: '' },
  listAssessments: { after: '', limit: '' },
  listFindings: { after: '', limit: '' },
  listGates: { units: '01890000-0000-7000-8000-000000000000' },
  listLeaders: { show: 'gaps', after: '', limit: '' },
  listLeftBehind: { after: '', limit: '' },
  listMembers: { after: '', limit: '', standing: 'full' },
  listNotices: { before: '2026-03-20' },
  listObligations: { after: '', limit: '' },
  listOutstanding: {
    batch: '1',
    when: 'overdue',
    kind: 'deliverable',
    week: '2026-03-16',
    since: '2026-03-01',
    after: '',
    limit: '',
  },
  readBurdenAsked: { from: '2026-03-01', to: '2026-03-31' },
  listOwed: { kind: 'deliverable', state: 'open', after: '', limit: '', personId: '' },
  listPresences: { week: '2026-03-16', presence: 'absent', after: '', limit: '' },
  listRemedies: { after: '', limit: '' },
  listRepresentativeGaps: { after: '', limit: '' },
  listStagesBeneath: { batch: '1', after: '', limit: '' },
  listStandings: { condition: 'hours', stage: 'study', verdict: 'met', batch: '1', after: '', limit: '' },
  listTransfers: { after: '', limit: '' },
  listTransitions: { awaiting: 'others', after: '', limit: '' },
  listUnitsIn: { stage: 'study', of: 'stage', value: 'open', batch: '1', after: '', limit: '' },
  previewExtension: { stage: 'study' },
  readMemberTemplate: { language: 'zh' },
  readOrganisationTemplate: { language: 'zh' },
  readActivity: { branch: '' },
  listReading: { after: '', limit: '' },
  listNotes: { after: '', limit: '' },
  listMobilisation: { level: 'branch', kind: 'mobilisation', stage: 'study', state: 'not-held', after: '', limit: '' },
  listQuietBranches: { days: '7', after: '', limit: '' },
  listUnread: { stage: 'study', after: '', limit: '' },
  listUnspoken: { stage: 'study', lecture: 'own-lecture', after: '', limit: '' },
  listMakeUps: { state: 'made', after: '', limit: '' },
  readOverview: { batch: '1' },
  readStatistics: { batch: '1' },
  readToDo: { kind: 'deliverable', state: 'open', after: '', limit: '' },
  search: { q: '张三' },
};
