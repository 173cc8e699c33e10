import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlaybook, openPlannedBatch, planBatch, sayReady, startCampaign } from '@muster/contract/campaign';
import { importOrganisations, listChildren, listRoots } from '@muster/contract/organisation';
import { importMembers } from '@muster/contract/roster';
import { addDays, civilDateAt } from '@muster/core/kernel';
import { buildComing } from './build-coming.ts';
import { nameContactPoints } from './build-contact-points.ts';
import { buildOffices, buildTeams } from './build-offices.ts';
import { buildStage } from './build-stage.ts';
import { calendarOf, instantOf, type Calendar } from './calendar.ts';
import type { DemoHouse } from './demo-house.ts';
import { everybody, type DemoMember } from './people.ts';
import { membersCsv, organisationsCsv } from './roster-files.ts';
import { Seeded } from './seeded.ts';
import { partyRootName, townName } from './town.ts';
import { settlingAsItGrows } from '../settling.ts';
import type { Visitor } from '../visitor.ts';

/** Rows done of rows to do; called at least once a second. */
export type Progress = (done: number, all: number) => void;

/** What the town is made of. */
export interface Town {
  readonly house: DemoHouse;
  readonly chance: Seeded;
  readonly calendar: Calendar;
  readonly office: Visitor;
  readonly placeRootId: string;
  readonly partyRootId: string;
  /** Ids of units and branches by name. */
  readonly ids: ReadonlyMap<string, string>;
  readonly members: readonly DemoMember[];
  /** When the demo first starts. */
  readonly now: Date;
}

/** Days since the study stage began when the demo first starts: beyond the thirty that a stage lasts at least. */
const daysIntoStage = 32;
const stageLength = 38;

const playbookFile = join(import.meta.dirname, '../../../../../playbooks/2005-town.yaml');

/** Builds the town of the documents, 10 organisations and 220 members, through the routes that everybody uses. */
export async function buildTown(
  house: DemoHouse,
  now: Date,
  progress: Progress,
  settle: () => Promise<unknown>,
): Promise<void> {
  const calendar = calendarOf(civilDateAt(now, 'Asia/Shanghai'), daysIntoStage);
  const before = addDays(calendar.startsOn, -21);
  const chance = new Seeded(2005);
  house.clock.set(instantOf(before, '09:00'));
  const { administrator, office, placeRootId, partyRootId } = await house.setUp({
    place: townName,
    party: partyRootName,
  });
  progress(1, 100);

  const openedOn = addDays(calendar.startsOn, -3650);
  await commitImport(office, importOrganisations, placeRootId, '单位和支部.csv', organisationsCsv(openedOn));
  progress(3, 100);
  await commitImport(office, importMembers, placeRootId, '党员名册.csv', membersCsv(chance, openedOn, before));
  progress(5, 100);
  const town: Town = {
    house,
    chance,
    calendar,
    office,
    placeRootId,
    partyRootId,
    ids: await idsByName(office),
    members: await everybody(office, placeRootId),
    now,
  };
  progress(6, 100);
  const offices = await buildOffices(town, administrator, (done, all) => {
    progress(6 + Math.floor((12 * done) / all), 100);
  });
  progress(18, 100);
  await openStudyStage(town);
  progress(19, 100);
  const teams = await buildTeams(town);
  progress(20, 100);
  const points = await nameContactPoints(town, { ...offices, teams });
  await settle();
  const settling = settlingAsItGrows(settle, 40);
  await buildStage(town, { ...offices, teams }, points, (done, all) => {
    settling.grew(done);
    progress(20 + Math.floor((76 * done) / all), 100);
  });
  await settling.settled();
  progress(97, 100);
  await buildComing(town, { ...offices, teams });
  progress(98, 100);
}

async function commitImport(
  office: Visitor,
  route: typeof importOrganisations | typeof importMembers,
  organisationId: string,
  fileName: string,
  csv: string,
): Promise<void> {
  const report = await office.call(route, { params: { organisationId }, body: { fileName, csv, commit: true } });
  if (report.refused > 0 || !report.committed)
    throw new Error(`The demo's ${fileName} was refused: ${JSON.stringify(report.faults)}`);
}

/** Units and branches by their names; the children of both roots, since the town is flat. */
async function idsByName(office: Visitor): Promise<ReadonlyMap<string, string>> {
  const { nodes } = await office.call(listRoots, {});
  const children = await Promise.all(
    nodes.map((root) => office.call(listChildren, { params: { organisationId: root.id }, query: { limit: 200 } })),
  );
  return new Map(children.flatMap((list) => list.nodes.map((node) => [node.name, node.id] as const)));
}

async function openStudyStage({ office, placeRootId, calendar, house }: Town): Promise<void> {
  house.clock.set(instantOf(addDays(calendar.startsOn, -7), '10:00'));
  const { id: playbookId } = await office.call(loadPlaybook, {
    params: { organisationId: placeRootId },
    body: { yaml: readFileSync(playbookFile, 'utf8') },
  });
  const { id: campaignId } = await office.call(startCampaign, {
    params: { organisationId: placeRootId },
    body: { playbookId, name: { zh: '先进性教育活动', en: 'Education campaign' }, startedOn: calendar.startsOn },
  });
  const stage = (code: string, from: number, days: number) => ({
    code,
    startsOn: addDays(calendar.startsOn, from),
    endsOn: addDays(calendar.startsOn, from + days - 1),
  });
  const { id: batchId } = await office.call(planBatch, {
    params: { campaignId },
    body: {
      number: 2,
      title: null,
      stages: [
        stage('study', 0, stageLength),
        stage('analysis', stageLength, 40),
        stage('rectification', stageLength + 40, 45),
      ],
      rules: [{ organisationId: placeRootId, classCode: null }],
    },
  });
  house.clock.set(instantOf(addDays(calendar.startsOn, -4), '15:20'));
  const planned = { item: 'plan', readyOn: addDays(calendar.startsOn, -5), words: '镇党委会讨论通过，已发到各单位' };
  await office.call(sayReady, { params: { batchId }, body: planned });
  house.clock.set(instantOf(addDays(calendar.startsOn, -1), '17:10'));
  const trained = { item: 'training', readyOn: addDays(calendar.startsOn, -1), words: '支部书记和联络员集中培训一天' };
  await office.call(sayReady, { params: { batchId }, body: trained });
  house.clock.set(instantOf(calendar.startsOn, '08:30'));
  const reason = '督导组长今天到位，动员会后当天分到各单位';
  await office.call(openPlannedBatch, { params: { batchId }, body: { revision: 1, reason } });
}
