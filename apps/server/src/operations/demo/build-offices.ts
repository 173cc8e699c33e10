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
    const { own, heads } = await branchOffices(town, unit, secretaries);
    unitOffices.set(unit.code, { head: heads, clerk: own });
    await representatives(town, unit, namesOf[index] ?? []);
    progress((done += 1), units.length);
  });
  return { units: unitOffices, secretaries, member, leader };
}

/** The secretary of the first branch is the first person responsible of the unit, as the town’s speech has it. */
async function branchOffices(
  town: Town,
  unit: DemoUnit,
  secretaries: Map<string, Visitor>,
): Promise<{ own: Visitor; heads: Visitor }> {
  const { office, house, members, ids } = town;
  const unitId = idOf(ids, unit.name);
  const isSchool = unit.code === 'U02';
  const ofUnit = members.filter((member) => member.unit.id === unitId);
  const [first, second, third] = ofUnit.map((member) => member.personId);
  if (first === undefined || second === undefined || third === undefined)
    throw new Error(`${unit.name} has too few members`);
  const secretaryOf = (branchId: string, index: number) =>
    isSchool && index === 0 ? third : (members.find((member) => member.branch.id === branchId)?.personId ?? first);

  let head = first;
  for (const [index, branch] of unit.branches.entries()) {
    const branchId = idOf(ids, branch.name);
    const personId = secretaryOf(branchId, index);
    if (index === 0) head = personId;
    await known(office, branchId, personId, 'secretary');
    secretaries.set(
      branch.code,
      await house.account(personId, isSchool && index === 0 ? 'secretary' : `secretary-${branch.code.toLowerCase()}`),
    );
  }
  await known(office, unitId, head, 'head');
  if (isSchool) await known(office, unitId, first, 'head');
  await known(office, unitId, second, 'clerk');
  const headVisitor = isSchool
    ? await house.account(first, 'head')
    : await house.account(head, `head-${unit.code.toLowerCase()}`);
  return {
    own: await house.account(second, isSchool ? 'clerk' : `clerk-${unit.code.toLowerCase()}`),
    heads: headVisitor,
  };
}

async function representatives({ office, ids }: Town, unit: DemoUnit, names: readonly string[]): Promise<void> {
  const organisationId = idOf(ids, unit.name);
  const appointments = names.map((personName, index) => ({
    organisationId,
    personName,
    role: 'representative' as const,
    origin: origins[index % origins.length] ?? 'own',
  }));
  if (appointments.length > 0) await office.call(appointMany, { body: { appointments } });
}

/**
 * Who supervises each unit. In a town the leaders at the contact points supervise: two teams, five units each. A leader reads the
 * contact point and, through the team, its units; the town as a whole is not theirs.
 */
export async function buildTeams({ office, house, placeRootId, ids }: Town): Promise<ReadonlyMap<string, Visitor>> {
  const of = new Map<string, Visitor>();
  const crews = [
    { name: '第一督导组', leader: '罗亦舟', login: 'team', contactPoint: '白鹭镇卫生院', units: units.slice(0, 5) },
    { name: '第二督导组', leader: '温如许', login: 'team-2', contactPoint: '竹溪村', units: units.slice(5) },
  ];
  for (const crew of crews) {
    const { id: teamId } = await office.call(formTeam, {
      params: { organisationId: placeRootId },
      body: { name: crew.name },
    });
    for (const unit of crew.units)
      await office.call(assignUnit, { params: { teamId }, body: { unitId: idOf(ids, unit.name) } });
    const personId = await named(office, idOf(ids, crew.contactPoint), crew.leader, 'leader');
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

type Given = 'leader' | 'auditor' | 'secretary' | 'head' | 'clerk';

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
