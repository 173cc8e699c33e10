import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  loadPlaybook,
  openPlannedBatch,
  planBatch,
  putLayer,
  sayReady,
  startCampaign,
} from '@muster/contract/campaign';
import { importOrganisations, listChildren, listCounted, stateClaims } from '@muster/contract/organisation';
import { importMembers } from '@muster/contract/roster';
import { addDays, type CivilDate } from '@muster/core/kernel';
import { instantOf } from '../demo/calendar.ts';
import type { DemoHouse } from '../demo/demo-house.ts';
import { callTold } from '../call-told.ts';
import { everybody } from '../demo/people.ts';
import { stepsTold } from '../steps-told.ts';
import type { Visitor } from '../visitor.ts';
import { membersFile, organisationsFile } from './city-files.ts';
import { inParallel } from '../in-parallel.ts';
import type { BatchPlan, CityPlan } from './plan-city.ts';

/** A city whose trees and rosters are there; its history is not. */
export interface City {
  readonly house: DemoHouse;
  readonly plan: CityPlan;
  readonly days: CityDays;
  readonly administrator: Visitor;
  readonly office: Visitor;
  readonly placeRootId: string;
  readonly partyRootId: string;
  /** Ids of regions, units and party organisations by their codes; of people, once they were learnt. */
  readonly id: (code: string) => string;
  /** Learns the ids of everybody beneath these committees; `progress` is told of each. */
  readonly learn: (committees: readonly string[], progress?: (share: number) => void) => Promise<void>;
}

/** The first day of each batch's study stage; the demo first starts on day 20 of the second's. */
export interface CityDays {
  readonly first: CivilDate;
  readonly second: CivilDate;
}

export const daysIntoStudy = 19;
const firstBefore = 168;
const playbooks = join(import.meta.dirname, '../../../../../playbooks/2005');

export function cityDays(today: CivilDate): CityDays {
  const second = addDays(today, -daysIntoStudy);
  return { first: addDays(second, -firstBefore), second };
}

/** Where each phase of an import begins and ends, as shares of its rows. */
const partsOfImport: Readonly<Record<string, readonly [number, number]>> = {
  reading: [0, 0.05],
  fetching: [0.05, 0.1],
  checking: [0.1, 0.4],
  writing: [0.4, 0.9],
  recording: [0.9, 1],
};

/** Sets the city up, imports both rosters and opens the first batch. */
export async function foundCity(
  house: DemoHouse,
  plan: CityPlan,
  days: CityDays,
  progress: (share: number) => void,
): Promise<City> {
  const importedOn = addDays(days.first, -30);
  house.clock.set(instantOf(importedOn, '09:00'));
  const roots = await house.setUp({ place: plan.name, party: `中共${plan.name}委员会` });
  const { office, placeRootId } = roots;
  const openedOn = addDays(days.first, -3650);
  const above = plan.second.organisations.filter(({ code }) => /^[KT]/.test(code));
  const rows = plan.regions.length + [plan.first, plan.second].reduce((sum, batch) => sum + rowsOf(batch), 0);
  const importing = (share: number) => progress(0.95 * share);
  let sent = 0;
  const send = async (fileName: string, route: typeof importOrganisations | typeof importMembers, csv: string) => {
    const body = { fileName, csv, commit: true };
    const ownRows = csv.trimEnd().split('\n').length - 1;
    const told = (phase: string, done: number, all: number) => {
      const part = partsOfImport[phase];
      if (part === undefined) return;
      const [from, until] = part;
      importing(Math.min(1, (sent + ownRows * (from + ((until - from) * done) / all)) / rows));
    };
    const report = await callTold(office, route, { params: { organisationId: placeRootId }, body }, told);
    if (report.refused > 0 || !report.committed)
      throw new Error(`The demo's ${fileName} was refused: ${JSON.stringify(report.faults.slice(0, 5))}`);
    sent += report.rows;
    importing(sent / rows);
  };
  const sendBatch = async (title: string, { units, organisations, members }: BatchPlan) => {
    const rest = organisations.filter((each) => !above.includes(each));
    await send(
      `${title}单位和组织.csv`,
      importOrganisations,
      organisationsFile([], { units, organisations: rest }, openedOn),
    );
    await send(`${title}党员名册.csv`, importMembers, membersFile(members, openedOn, importedOn));
  };
  const regions = organisationsFile(plan.regions, { units: [], organisations: above }, openedOn);
  await send('区划和各级党委.csv', importOrganisations, regions);
  await sendBatch('第一批', plan.first);
  await sendBatch('第二批', plan.second);
  const ids = await idsByCode(office, roots, plan, (share) => progress(0.95 + 0.05 * share));
  return { house, plan, days, ...roots, ...ids };
}

const rowsOf = ({ units, organisations, members }: BatchPlan): number =>
  units.length + organisations.length + members.length;

/** What the speech says of the second batch: a total, and parts that add up to another. It is held against the units of that batch. */
export async function stateTotals({ office, placeRootId, plan }: City, batchId: string): Promise<void> {
  const { classes, claimed } = plan.figures.batch2;
  const params = { organisationId: placeRootId };
  const parts = Object.entries(classes).map(([part, stated]) => ({ part, stated }));
  const body = { measure: 'units', source: claimSource, batchId, total: claimed, by: 'class', parts } as const;
  await office.call(stateClaims, { params, body: { ...body, parts: [...parts] } });
}

export const claimSource = '第二批动员讲话';

async function idsByCode(
  office: Visitor,
  { placeRootId, partyRootId }: { readonly placeRootId: string; readonly partyRootId: string },
  plan: CityPlan,
  progress: (share: number) => void,
): Promise<Pick<City, 'id' | 'learn'>> {
  const found = new Map<string, string>();
  const all = [plan.first, plan.second].reduce(
    (sum, batch) => sum + batch.units.length + batch.organisations.length,
    0,
  );
  for (const [organisationId, measure] of [
    [placeRootId, 'units'],
    [partyRootId, 'party-organisations'],
  ] as const) {
    let after: string | undefined;
    do {
      const query = { measure, limit: 200, ...(after === undefined ? {} : { after }) };
      const page = await office.call(listCounted, { params: { organisationId }, query });
      for (const row of page.rows) if (row.code !== null) found.set(row.code, row.id);
      progress(Math.min(1, found.size / all));
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
  const children = async (organisationId: string) =>
    new Map(
      (await office.call(listChildren, { params: { organisationId }, query: { limit: 200 } })).nodes.map(
        (node) => [node.name, node.id] as const,
      ),
    );
  const top = await children(placeRootId);
  for (const { code, name } of plan.regions.filter(({ parent }) => parent === '')) found.set(code, top.get(name) ?? '');
  for (const county of plan.counties) {
    const beneath = await children(found.get(county.code) ?? '');
    for (const { code, name } of plan.regions.filter(({ parent }) => parent === county.code))
      found.set(code, beneath.get(name) ?? '');
  }
  const id = (code: string) => {
    const known = found.get(code);
    if (known === undefined || known === '') throw new Error(`Nothing in ${plan.name} has the code ${code}`);
    return known;
  };
  const learnt = new Set<string>();
  return {
    id,
    // Committee by committee: a page of a short list costs less than one of the whole city's.
    learn: async (committees, tell = () => undefined) => {
      const learning = committees.filter((code) => !learnt.has(code));
      const told = stepsTold(learning.length, tell);
      await inParallel(learning, 4, async (code) => {
        for (const member of await everybody(office, id(code))) found.set(member.code ?? '', member.personId);
        learnt.add(code);
        told();
      });
    },
  };
}

/** The campaign with the layers of the city and its counties, and both batches planned. */
export async function beginCampaign({ house, office, placeRootId, plan, days, id }: City): Promise<CityBatches> {
  house.clock.set(instantOf(addDays(days.first, -14), '10:00'));
  const load = async (name: string, folder = playbooks) => {
    const yaml = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    return (await office.call(loadPlaybook, { params: { organisationId: placeRootId }, body: { yaml } })).id;
  };
  const playbookId = await load('base');
  const city = await load('city');
  await load('county-study');
  const county = await load('both-demands', import.meta.dirname);
  const name = { zh: '保持共产党员先进性教育活动', en: 'Campaign to keep members advanced' };
  const { id: campaignId } = await office.call(startCampaign, {
    params: { organisationId: placeRootId },
    body: { playbookId, name, startedOn: days.first },
  });
  const put = (organisationId: string, layer: string) =>
    office.call(putLayer, { params: { organisationId }, body: { campaignId, playbookId: layer } });
  await put(placeRootId, city);
  for (const { code } of [{ code: `${plan.counties[0]?.code.slice(0, 4)}-0` }, ...plan.counties])
    await put(id(code), county);
  const planned = (number: number, classes: readonly string[], from: CivilDate) =>
    office.call(planBatch, {
      params: { campaignId },
      body: {
        number,
        title: { zh: `第${number === 1 ? '一' : '二'}批`, en: `Batch ${number}` },
        stages: windowsFrom(from),
        rules: classes.map((classCode) => ({ organisationId: placeRootId, classCode })),
      },
    });
  const first = await planned(1, ['organ'], days.first);
  const second = await planned(2, Object.keys(plan.figures.batch2.classes), days.second);
  return { first: first.id, second: second.id };
}

export interface CityBatches {
  readonly first: string;
  readonly second: string;
}

/** A month and a half, two months and two months; without stages all of it. */
function windowsFrom(from: CivilDate): { code: string; startsOn: CivilDate; endsOn: CivilDate }[] {
  const window = (code: string, first: number, last: number) => ({
    code,
    startsOn: addDays(from, first),
    endsOn: addDays(from, last),
  });
  return [
    window('study', 0, 44),
    window('analysis', 45, 104),
    window('rectification', 105, 166),
    window('key-steps', 0, 166),
  ];
}

/** What the city's office says of the preparations that no record counts. */
const readyByWord = { plan: '活动方案经市委常委会讨论通过，已下发', training: '联络员和各支部书记分片培训两天' };

export async function openBatchOn(
  { house, office }: City,
  batchId: string,
  day: CivilDate,
  progress: (share: number) => void = () => undefined,
): Promise<void> {
  house.clock.set(instantOf(day, '08:30'));
  const readyOn = addDays(day, -3);
  for (const [item, words] of Object.entries(readyByWord))
    await office.call(sayReady, { params: { batchId }, body: { item, readyOn, words } });
  const reason = '单位负责人、联络员和督导组在动员之后一周内配齐，不误学习';
  const call = { params: { batchId }, body: { revision: 1, reason } };
  await callTold(office, openPlannedBatch, call, (_, done, all) => progress(done / all));
}
