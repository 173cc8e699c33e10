/**
 * Every route of the contract × everybody of the cast × places in the tree. Who may is written here by hand, by verb and place; a
 * route without a row fails. "May" means: not refused for want of authority or of sight; what the rules say afterwards is not at
 * stake, so commands are sent with input that the rules refuse where they can.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refused, type Client } from '@muster/client';
import { routes, type Route } from '@muster/contract';
import { listRoots } from '@muster/contract/organisation';
import type { Verb } from '@muster/core/access';
import { castNames, startTestHouse, type TestHouse } from '@muster/testkit';
import { places, type Call, type NamedRows, type Rows, type Things } from './permission-asks.fixture.ts';
import { holders } from './permission-holders.fixture.ts';
import { accessOthers, accessRows, makeAccessThings } from './permission-rows-access.fixture.ts';
import { ballotOthers, ballotRows, makeBallotThings } from './permission-rows-ballot.fixture.ts';
import { batchOthers, batchRows, makeBatchThings } from './permission-rows-batches.fixture.ts';
import { campaignOthers, campaignRows, makeCampaignThings } from './permission-rows-campaign.fixture.ts';
import { claimOthers, claimRows, makeClaimThings } from './permission-rows-claims.fixture.ts';
import {
  contactPointOthers,
  contactPointRows,
  makeContactPointThings,
} from './permission-rows-contact-points.fixture.ts';
import { gateOthers, gateRows, makeGateThings } from './permission-rows-gate.fixture.ts';
import {
  makeOrganisationThings,
  organisationOthers,
  organisationRows,
} from './permission-rows-organisation.fixture.ts';
import { makeStudyApartThings, studyApartOthers, studyApartRows } from './permission-rows-study-apart.fixture.ts';
import { makeRosterThings, rosterOthers, rosterRows } from './permission-rows-roster.fixture.ts';

/** At each place whoever holds the verb there; those that say who; and what has to be there before they are asked. */
const slices = [
  { rows: accessRows, others: accessOthers, make: makeAccessThings },
  { rows: campaignRows, others: campaignOthers, make: makeCampaignThings },
  { rows: gateRows, others: gateOthers, make: makeGateThings },
  { rows: contactPointRows, others: contactPointOthers, make: makeContactPointThings },
  { rows: studyApartRows, others: studyApartOthers, make: makeStudyApartThings },
  { rows: rosterRows, others: rosterOthers, make: makeRosterThings },
  { rows: claimRows, others: claimOthers, make: makeClaimThings },
  { rows: batchRows, others: batchOthers, make: makeBatchThings },
  { rows: organisationRows, others: organisationOthers, make: makeOrganisationThings },
  { rows: ballotRows, others: ballotOthers, make: makeBallotThings },
];
const rows: Rows = Object.assign({}, ...slices.map((slice) => slice.rows));
const others: NamedRows = Object.assign({}, ...slices.map((slice) => slice.others));

/** Not asked by people of the cast: they come before anybody is known, or end the asking. */
const apart = ['activate', 'logIn', 'logOut', 'readInstance', 'readLiveness', 'readReadiness', 'setUp'];

let house: TestHouse;
const things: Things = new Map();
const ids = (code: string): string => things.get(code) ?? house.id(code);

before(async () => {
  house = await startTestHouse();
  await makeThings();
});
after(() => house.close());

/** What the walk asks about besides places; each later slice may use what earlier ones made. */
async function makeThings(): Promise<void> {
  const { nodes } = await (await house.as('office')).call(listRoots, {});
  things.set('PLACE', nodes.find((node) => node.tree === 'place')?.id ?? '');
  things.set('PARTY', nodes.find((node) => node.tree === 'party')?.id ?? '');
  for (const { make } of slices) await make(house, things);
}

const noAuthority = new Set(['not-logged-in', 'not-permitted', 'not-found', 'forged-request']);

/** Whether somebody's request got past authority and sight. */
async function passes(client: Client, route: Route, call: Call): Promise<boolean> {
  try {
    await client.call(route, call as never);
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return !noAuthority.has(error.problem.code);
  }
}

test('every route of the contract has one row', () => {
  const written = slices.flatMap((slice) => [...Object.keys(slice.rows), ...Object.keys(slice.others)]);
  assert.deepEqual(
    written.filter((name, index) => written.indexOf(name) !== index),
    [],
  );
  const known = new Set([...Object.keys(rows), ...Object.keys(others), ...apart]);
  assert.deepEqual(
    routes.map((route) => route.name).filter((name) => !known.has(name)),
    [],
  );
  assert.deepEqual(
    [...known].filter((name) => !routes.some((route) => route.name === name)),
    [],
  );
});

for (const route of routes) {
  const ask = rows[route.name];
  if (ask === undefined) continue;
  const verb = route.access as Verb;
  test(`${route.name}: who holds ${verb} may, at each place, and nobody else`, async () => {
    const said: string[] = [];
    for (const place of places) {
      const call = ask(place, ids);
      if (call === null) continue;
      const expected = holders[verb][place] ?? [];
      for (const name of castNames) {
        const may = await passes(await house.as(name), route, call);
        if (may !== expected.includes(name)) said.push(`${name} ${may ? 'may' : 'may not'} at ${place}`);
      }
      if (await passes(await house.as('stranger'), route, call)) said.push(`a stranger may at ${place}`);
    }
    assert.deepEqual(said, []);
  });
}

for (const [name, { who, ask }] of Object.entries(others)) {
  test(`${name}: ${who === 'everybody' ? 'everybody who is logged in' : 'those named'} and nobody else`, async () => {
    const route = routes.find((each) => each.name === name);
    const call = ask('PLACE', ids);
    assert.ok(route && call);
    const said: string[] = [];
    for (const each of castNames) {
      const may = await passes(await house.as(each), route, call);
      if (may !== (who === 'everybody' || who.includes(each))) said.push(`${each} ${may ? 'may' : 'may not'}`);
    }
    if (await passes(await house.as('stranger'), route, call)) said.push('a stranger may');
    assert.deepEqual(said, []);
  });
}
