import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judgeAccountReset, judgeAppointment, judgeEnding, type OfficeGrant } from './appoint.ts';
import { covers, mayActOn, type Place } from './permit.ts';
import { bundles, roles, type Role } from './roles.ts';

// One town: two units, each with a branch; the second branch also serves the first unit.
const town = { kind: 'region', place: at('p') };
const committee = { kind: 'committee', place: at('q') };
const school = { kind: 'unit', place: at('p.school', 'q.school', 'q.joint') };
const clinic = { kind: 'unit', place: at('p.clinic', 'q.joint') };
const schoolBranch = { kind: 'branch', place: at('q.school', 'p.school') };
const jointBranch = { kind: 'branch', place: at('q.joint', 'p.clinic', 'p.school') };

function at(path: string, ...linked: string[]): Place {
  return { path, linked };
}

function holding(role: Role, ...nodes: { place: Place }[]): OfficeGrant[] {
  return nodes.flatMap(({ place }) =>
    bundles[role].map((verb) => ({ verb, path: place.path, campaignId: null, role })),
  );
}

const administrator = holding('administrator', town, committee);
const office = holding('office', town);
const schoolHead = holding('head', school);

const appointing = (by: OfficeGrant[], role: Role, node: { kind: string; place: Place }) =>
  judgeAppointment(by, role, node)?.refused ?? 'appointed';

test('an administrator appoints to every office, another administrator among them', () => {
  assert.equal(appointing(administrator, 'administrator', town), 'appointed');
  assert.equal(appointing(administrator, 'office', school), 'appointed');
  assert.equal(appointing(administrator, 'secretary', committee), 'appointed');
});

test('an office appoints those who work beneath it, though it records no meetings itself', () => {
  for (const role of ['office', 'leader', 'head', 'clerk', 'representative', 'auditor'] as const) {
    assert.equal(appointing(office, role, school), 'appointed', role);
  }
  assert.equal(appointing(office, 'secretary', schoolBranch), 'appointed');
});

test('an office appoints no administrator', () => {
  assert.equal(appointing(office, 'administrator', town), 'beyond-own-authority');
});

test('the head of a unit appoints its clerk, its representatives and the secretary of its branch', () => {
  assert.equal(appointing(schoolHead, 'clerk', school), 'appointed');
  assert.equal(appointing(schoolHead, 'representative', school), 'appointed');
  assert.equal(appointing(schoolHead, 'secretary', schoolBranch), 'appointed');
  assert.equal(appointing(schoolHead, 'secretary', jointBranch), 'appointed');
});

test('the head of a unit appoints no head, no office and nobody elsewhere', () => {
  assert.equal(appointing(schoolHead, 'head', school), 'beyond-own-authority');
  assert.equal(appointing(schoolHead, 'office', school), 'beyond-own-authority');
  assert.equal(appointing(schoolHead, 'auditor', school), 'beyond-own-authority');
  assert.equal(appointing(schoolHead, 'clerk', clinic), 'beyond-own-authority');
});

test('nobody else appoints anybody', () => {
  const others = roles.filter((role) => !['administrator', 'office', 'head'].includes(role));
  for (const role of others) assert.equal(appointing(holding(role, school), 'clerk', school), 'beyond-own-authority');
  assert.equal(appointing([], 'clerk', school), 'beyond-own-authority');
});

test('authority at a node gives none above it or beside it', () => {
  const schoolOffice = holding('office', school);
  assert.equal(appointing(schoolOffice, 'leader', town), 'beyond-own-authority');
  assert.equal(appointing(schoolOffice, 'head', clinic), 'beyond-own-authority');
});

test('a supervisor is never appointed: the team gives that authority', () => {
  assert.equal(appointing(administrator, 'supervisor', school), 'role-not-appointable');
});

test('an office fits its place', () => {
  assert.equal(appointing(administrator, 'secretary', school), 'role-not-for-this-place');
  assert.equal(appointing(administrator, 'head', town), 'role-not-for-this-place');
  assert.equal(appointing(administrator, 'clerk', schoolBranch), 'role-not-for-this-place');
  assert.equal(appointing(administrator, 'representative', committee), 'role-not-for-this-place');
  assert.equal(appointing(administrator, 'office', jointBranch), 'role-not-for-this-place');
});

test('who may give an office may end it', () => {
  assert.equal(judgeEnding(schoolHead, { role: 'clerk', place: school.place }), null);
  assert.equal(judgeEnding(schoolHead, { role: 'head', place: school.place })?.refused, 'beyond-own-authority');
  assert.equal(judgeEnding(office, { role: 'administrator', place: town.place })?.refused, 'beyond-own-authority');
});

test('an account is re-set only by who may give every office of that person', () => {
  const clerk = { role: 'clerk', place: school.place };
  const alsoAdministrator = { role: 'administrator', place: town.place };
  assert.equal(judgeAccountReset(schoolHead, []), null);
  assert.equal(judgeAccountReset(schoolHead, [clerk]), null);
  assert.equal(judgeAccountReset(schoolHead, [clerk, alsoAdministrator])?.refused, 'beyond-own-authority');
  assert.equal(judgeAccountReset(office, [clerk, alsoAdministrator])?.refused, 'beyond-own-authority');
  assert.equal(judgeAccountReset(administrator, [clerk, alsoAdministrator]), null);
});

test('the account of a supervisor is re-set by the office, never by the head who is supervised', () => {
  const supervisor = { role: 'supervisor', place: school.place };
  assert.equal(judgeAccountReset(office, [supervisor]), null);
  assert.equal(judgeAccountReset(schoolHead, [supervisor])?.refused, 'beyond-own-authority');
});

test('whatever is appointed, nobody holds a verb where the appointing person had no say', () => {
  const label = fc.constantFrom('a', 'b', 'c');
  const path = (root: string) => fc.array(label, { maxLength: 3 }).map((labels) => [root, ...labels].join('.'));
  const node = fc.oneof(
    fc.record({
      kind: fc.constantFrom('region', 'unit'),
      place: fc.record({ path: path('p'), linked: fc.array(path('q'), { maxLength: 2 }) }),
    }),
    fc.record({
      kind: fc.constantFrom('committee', 'general_branch', 'branch'),
      place: fc.record({ path: path('q'), linked: fc.array(path('p'), { maxLength: 2 }) }),
    }),
  );
  const held = fc.array(fc.tuple(fc.constantFrom(...roles), fc.oneof(path('p'), path('q'))), { maxLength: 4 });
  fc.assert(
    fc.property(
      held,
      fc.constantFrom(...roles),
      node,
      fc.array(label, { maxLength: 2 }),
      (offices, role, where, below) => {
        const authority = offices.flatMap(([each, from]) => holding(each, { place: at(from) }));
        if (judgeAppointment(authority, role, where) !== null) return;
        // The appointed person's grants lie at the node; so do all places that they reach in its own tree.
        const reached = at([where.place.path, ...below].join('.'), ...where.place.linked);
        assert.ok(covers(where.place.path, reached.path));
        assert.ok(mayActOn(authority, 'manage-access', reached));
        const there = { ...reached, campaignId: null };
        const known = new Set(
          authority.filter((grant) => mayActOn([grant], grant.verb, there)).map((grant) => grant.role),
        );
        if (role === 'administrator') assert.ok(known.has('administrator'));
        if (bundles[role].some((verb) => verb.startsWith('manage-') || verb === 'decide-transition')) {
          assert.ok(known.has('administrator') || known.has('office'));
        }
      },
    ),
    { numRuns: 2000 },
  );
});
