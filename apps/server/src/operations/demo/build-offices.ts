import { appoint, appointMany } from '@muster/contract/access';
import { assignUnit, formTeam, joinTeam } from '@muster/contract/supervision';
import type { Town } from './build-town.ts';
import { nameMaker } from './names.ts';
import { unitByUnit } from './unit-by-unit.ts';
import { partyRootName, schoolRoll, townName, units, type DemoUnit } from './town.ts';
import type { Visitor } from '../visitor.ts';

export interface UnitOffices {
  readonly head: Visitor;
  readonly clerk: Visitor;
}

/** Who acts for whom in the demo, by the codes of units and branches. */
export interface Offices {
  readonly units: ReadonlyMap<string, UnitOffices>;
  readonly secretaries: ReadonlyMap<string, Visitor>;
  /** Of the town's leading group. */
  readonly leader: Visitor;
  /** Of the school, without an office. */
  readonly member: { readonly personId: string; readonly visitor: Visitor };
}

/** With the supervision team of each unit. */
export interface Officers extends Offices {
  readonly teams: ReadonlyMap<string, Visitor>;
}

const origins = ['own', 'subordinate', 'served'] as const;

/** Everybody who holds an office in the town, with an account; the representatives need none. */
export async function buildOffices(
  town: Town,
  administrator: Visitor,
  progress: (done: number, all: number) => void,
): Promise<Offices> {
  const { house, office, placeRootId, partyRootId } = town;
  const auditor = await named(office, placeRootId, '顾南乔', 'auditor');
  await known(administrator, partyRootId, auditor, 'auditor');
  await house.account(auditor, 'auditor');
  const leader = await house.account(await named(office, placeRootId, '叶知秋', 'leader'), 'leader');

  const personId = memberNamed(town, '唐晓棠');
  const member = { personId, visitor: await house.account(personId, 'member') };

  const unitOffices = new Map<string, UnitOffices>();
  const secretaries = new Map<string, Visitor>();
  const makeName = nameMaker(town.chance, schoolRoll);
  const namesOf = units.map((unit) => Array.from({ length: unit.representatives }, makeName));
  let done = 0;
  await unitByUnit(town, async (unit, index) => {
    const officers = officersOf(town, unit);
    await appointIn(town, unit, officers, namesOf[index] ?? []);
    const { secretaries: ofBranches, ...accounts } = await accountsOf(town, unit, officers);
    unitOffices.set(unit.code, accounts);
    for (const [code, visitor] of ofBranches) secretaries.set(code, visitor);
    progress((done += 1), units.length);
  });
  return { units: unitOffices, secretaries, member, leader };
}

interface UnitOfficers {
  readonly head: string;
  readonly clerk: string;
  /** By the name of the branch. */
  readonly secretaries: ReadonlyMap<string, string>;
}

/** The secretary of the first branch is the first person responsible of the unit, as the town’s speech has it; not at the school. */
function officersOf({ members, ids }: Town, unit: DemoUnit): UnitOfficers {
  const ofUnit = members.filter((member) => member.unit.id === idOf(ids, unit.name));
  const [first, second, third] = ofUnit.map((member) => member.personId);
  if (first === undefined || second === undefined || third === undefined)
    throw new Error(`${unit.name} has too few members`);
  const secretaries = new Map(
    unit.branches.map(({ name }, index) => {
      const ofBranch = members.find((member) => member.branch.id === idOf(ids, name));
      return [name, isSchool(unit) && index === 0 ? third : (ofBranch?.personId ?? first)];
    }),
  );
  const [secretary = first] = secretaries.values();
  return { head: isSchool(unit) ? first : secretary, clerk: second, secretaries };
}

const isSchool = ({ code }: DemoUnit): boolean => code === 'U02';

/** All offices of a unit at once, as a list of them comes: who is on the roll by person, the representatives by name. */
async function appointIn({ office, ids }: Town, unit: DemoUnit, officers: UnitOfficers, names: readonly string[]) {
  const organisationId = idOf(ids, unit.name);
  const secretaries = [...officers.secretaries].map(([branch, personId]) => ({
    organisationId: idOf(ids, branch),
    personId,
    role: 'secretary' as const,
  }));
  // At the school the first secretary is another one, who answers for it as well.
  const heads = new Set([...secretaries.slice(0, 1).map(({ personId }) => personId), officers.head]);
  const appointments = [
    ...secretaries,
    ...[...heads].map((personId) => ({ organisationId, personId, role: 'head' as const })),
    { organisationId, personId: officers.clerk, role: 'clerk' as const },
    ...names.map((personName, index) => ({
      organisationId,
      personName,
      role: 'representative' as const,
      origin: origins[index % origins.length] ?? 'own',
    })),
  ];
  await office.call(appointMany, { body: { appointments } });
}

/** The school's have logins that are easy to remember, for whoever tries the demo. */
async function accountsOf({ house }: Town, unit: DemoUnit, { head, clerk, secretaries }: UnitOfficers) {
  const login = (role: string, code: string) => (isSchool(unit) ? role : `${role}-${code.toLowerCase()}`);
  const ofBranches = new Map<string, Visitor>();
  for (const [index, { code, name }] of unit.branches.entries()) {
    const loginName = index === 0 ? login('secretary', code) : `secretary-${code.toLowerCase()}`;
    ofBranches.set(code, await house.account(secretaries.get(name) ?? head, loginName));
  }
  return {
    secretaries: ofBranches,
    clerk: await house.account(clerk, login('clerk', unit.code)),
    head: await house.account(head, login('head', unit.code)),
  };
}

/**
 * Who supervises each unit. In a town the leaders at the contact points supervise: two teams, five units each. Each leads a body that
 * the other's team looks after, for nobody rules on where one holds office; the town as a whole is not theirs.
 */
export async function buildTeams({ office, house, placeRootId, ids }: Town): Promise<ReadonlyMap<string, Visitor>> {
  const of = new Map<string, Visitor>();
  const crews = [
    { name: '第一督导组', leader: '罗亦舟', login: 'team', leads: '白鹭镇供销合作社', units: units.slice(0, 5) },
    { name: '第二督导组', leader: '温如许', login: 'team-2', leads: '白鹭镇机关', units: units.slice(5) },
  ];
  for (const crew of crews) {
    const { id: teamId } = await office.call(formTeam, {
      params: { organisationId: placeRootId },
      body: { name: crew.name },
    });
    for (const unit of crew.units)
      await office.call(assignUnit, { params: { teamId }, body: { unitId: idOf(ids, unit.name) } });
    const personId = await named(office, idOf(ids, crew.leads), crew.leader, 'leader');
    await office.call(joinTeam, { params: { teamId }, body: { personId, isLeader: true } });
    const visitor = await house.account(personId, crew.login);
    for (const unit of crew.units) of.set(unit.code, visitor);
  }
  return of;
}

function memberNamed({ members }: Town, name: string): string {
  const member = members.find((each) => each.name === name);
  if (member === undefined) throw new Error(`${name} is not on the roll`);
  return member.personId;
}

type Given = 'leader' | 'auditor';

async function named(by: Visitor, organisationId: string, personName: string, role: Given): Promise<string> {
  return (await by.call(appoint, { params: { organisationId }, body: { personName, role } })).personId;
}

async function known(by: Visitor, organisationId: string, personId: string, role: Given): Promise<void> {
  await by.call(appoint, { params: { organisationId }, body: { personId, role } });
}

export function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} is not in the tree of ${townName} and ${partyRootName}`);
  return id;
}
