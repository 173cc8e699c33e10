import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Refused } from '@muster/client';
import { loadPlaybook, putLayer, readPlaybookInForce, startCampaign } from '@muster/contract/campaign';
import { startTestHouse, type TestHouse } from '@muster/testkit';

// A city's layer on the county and a district's on the town, each with batches of its own: what holds in the town depends on where
// they lie, and not on who came first.

const textOf = (name: string) =>
  readFileSync(new URL(`../../../../playbooks/2005/${name}.yaml`, import.meta.url), 'utf8');

const layers = [
  ['COUNTY', textOf('city')],
  ['TOWN', textOf('district')],
] as const;

test('given layers with batches of their own, the nearest plan holds whole, whichever was put first', async () => {
  const [first, second] = [await inForceAfter(layers), await inForceAfter(layers.toReversed())];
  assert.deepEqual(second, first);
  assert.deepEqual(
    first.town.batches.map(({ number, from, layer }) => [number, from, layer]),
    [
      [1, '2005-01-01', '2005-district'],
      [2, '2005-07-01', '2005-district'],
      [3, '2006-01-01', '2005-district'],
    ],
  );
  assert.deepEqual(
    first.county.batches.map(({ number, to, layer }) => [number, to, layer]),
    [
      [1, '06-30', '2005-city'],
      [2, '12-31', '2005-city'],
    ],
  );
});

test('given a layer that does not fit where it is put, the line of its document is named', async () => {
  const house = await startTestHouse();
  try {
    const { put, load } = await begin(house);
    await put('COUNTY', textOf('county-study'));
    const loose = textOf('town').concat('shortestSession: 1 hours\n');
    const lineOf = (text: string) => loose.split('\n').findIndex((line) => line.startsWith(text)) + 1;
    const refused = put('TOWN', loose);
    assert.deepEqual(await faultsOf(refused), [
      ['shortestSession', 'playbook.layer-loosens', lineOf('shortestSession')],
    ]);
    // It extends the base; what it does not fit is the layer between.
    await assert.rejects(refused, ({ problem }: Refused) => problem.params['superior'] === '2005-county-study');
    await load(textOf('base').replace('code: 2005-base', 'code: 2005-other'));
    const strayed = textOf('town')
      .replace('extends: { code: 2005-base', 'extends: { code: 2005-other')
      .replace('code: 2005-town-layer', 'code: strayed');
    assert.deepEqual(await faultsOf(put('TOWN', strayed)), [
      ['extends', 'playbook.layer-superior-elsewhere', lineOf('extends')],
    ]);
  } finally {
    await house.close();
  }
});

async function inForceAfter(put: readonly (readonly ['COUNTY' | 'TOWN', string])[]) {
  const house = await startTestHouse();
  try {
    const campaign = await begin(house);
    for (const [node, yaml] of put) await campaign.put(node, yaml);
    return { county: await inForce(house, 'COUNTY'), town: await inForce(house, 'TOWN') };
  } finally {
    await house.close();
  }
}

async function inForce(house: TestHouse, node: 'COUNTY' | 'TOWN') {
  const office = await house.as('office');
  const { playbook } = await office.call(readPlaybookInForce, { params: { organisationId: house.id(node) } });
  assert.ok(playbook !== null);
  const { campaignId: _id, layers: documents, ...said } = playbook;
  return { ...said, layers: documents.map(({ code, version }) => `${code} ${version}`) };
}

/** A campaign of its own over the county, under the base. */
async function begin(house: TestHouse) {
  const county = await house.as('county');
  const params = { organisationId: house.id('COUNTY') };
  const load = async (yaml: string) => (await county.call(loadPlaybook, { params, body: { yaml } })).id;
  const body = {
    playbookId: await load(textOf('base')),
    name: { zh: '活动', en: 'Campaign' },
    startedOn: '2026-03-01',
  };
  const { id: campaignId } = await (await house.as('office')).call(startCampaign, { params, body });
  const put = async (node: 'COUNTY' | 'TOWN', yaml: string) =>
    county.call(putLayer, {
      params: { organisationId: house.id(node) },
      body: { campaignId, playbookId: await load(yaml) },
    });
  return { put, load };
}

async function faultsOf(call: Promise<unknown>): Promise<unknown[]> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    assert.equal(error.problem.code, 'layer-does-not-fit');
    return (error.problem.faults ?? []).map(({ field, code, params }) => [field, code, params?.['line']]);
  }
  throw new Error('nothing was refused');
}
