import { inEnglish } from '../fixtures/every-page.ts';
import { addressesOf, buildHospital } from '../fixtures/hospital.ts';
import { startInstance } from '@muster/testkit/instance';
import { desk, expect, test } from '../fixtures/journey.ts';
import { watch } from '../fixtures/watch.ts';

/** Words of the first campaign. */
const first = /党|支部|督导组|群众|先教/;

/** What it calls departments; the list of the instance's classes is everybody's, and names some so. */
const unit = /单位/;
const ofEverybody = /^\/lists/;
const firstInEnglish = /\bbranch(?:es)?\b|supervision team|campaign office|\bmass\b/i;

/** Its playbook is light, so no page counts hours: neither its own word for one nor ours. */
const hours = /课时|学时/;

test('a second campaign’s pages have none of the first one’s words, and a light one counts no hours', async ({
  browser,
}) => {
  // Every page of the router, one after another.
  test.slow();
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const page = await context.newPage();
    const hospital = await buildHospital(context.request);
    const { troubles, settled } = watch(page);
    const addresses = addressesOf(hospital).filter((address) => !/^\/(?:login|set-up|activate)$/.test(address));
    expect(addresses.length).toBeGreaterThan(30);
    const shownAt = async (address: string): Promise<string[]> => {
      await page.goto(address);
      await settled();
      return page.evaluate(() =>
        [
          document.title,
          document.body.innerText,
          ...[...document.querySelectorAll('*')].flatMap((one) =>
            ['title', 'placeholder', 'aria-label', 'alt'].map((name) => one.getAttribute(name) ?? ''),
          ),
          ...[...document.querySelectorAll('option')].map((one) => one.textContent),
        ].flatMap((text) => text.split('\n')),
      );
    };
    for (const address of addresses) {
      const shown = await shownAt(address);
      expect
        .soft(
          shown.filter(
            (text) => first.test(text) || hours.test(text) || (unit.test(text) && !ofEverybody.test(address)),
          ),
          address,
        )
        .toEqual([]);
    }
    const [unitId = ''] = hospital['unitId'] ?? [];
    for (const address of [
      '/supervision',
      '/transitions',
      `/units/${unitId}/assessments`,
      `/organisations/${unitId}/records`,
    ]) {
      const shown = await shownAt(inEnglish(address));
      expect.soft(shown.length, address).toBeGreaterThan(5);
      expect
        .soft(
          shown.filter((text) => firstInEnglish.test(text)),
          address,
        )
        .toEqual([]);
    }
    expect.soft(troubles).toEqual([]);

    // What it hands out as a file speaks as its pages do.
    for (const what of ['organisations', 'members']) {
      const rootId = hospital['organisationId']?.[0] ?? '';
      const address =
        what === 'members' ? `/api/organisations/${rootId}/members/export` : `/api/organisations/${rootId}/export`;
      const { csv } = await (await context.request.get(`${address}?format=csv`)).json();
      expect.soft(csv).toContain('科室');
      expect.soft(csv).not.toMatch(first);
    }
    await context.close();
  } finally {
    await instance.stop();
  }
});
