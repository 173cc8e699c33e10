import { expect, test } from '../fixtures/journey.ts';

test('a list to sign, a roster, a to-do and the sheet of a meeting come out on A4, each sheet with whose it is and as of when', async ({
  somebody,
  town,
}) => {
  const page = await somebody('secretary');
  const branch = town.id('中心小学第一党支部');
  const { activity } = await (await page.request.get(`/api/activities/${town.activityId}`)).json();
  const topic: string = activity.topic;
  const footOf = async () =>
    page.evaluate(() =>
      document.adoptedStyleSheets.flatMap((rules) => [...rules.cssRules].map((rule) => rule.cssText)),
    );
  for (const [address, title, whose] of [
    [`/branches/${branch}/papers`, '签到表', '中心小学第一党支部'],
    [`/branches/${branch}/papers?what=roster`, '花名册', '中心小学第一党支部'],
    [`/organisations/${branch}/to-do?state=all`, '待办', '中心小学第一党支部'],
    ['/to-do', '我的待办', '程砚'],
    [`/activities/${town.activityId}`, topic, '中心小学第一党支部'],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect.poll(footOf).toContainEqual(expect.stringMatching(new RegExp(`A4.*${whose}.*打印于.*截至`, 'iu')));
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: '打印' })).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/u);
    await page.emulateMedia({ media: 'screen' });
  }
});

test('a list that is longer than a sheet begins on the first one', async ({ somebody, town }) => {
  const page = await somebody('office');
  await page.goto(`/organisations/${town.rootId}/to-do?state=all`);
  await expect(page.getByRole('table').locator('tbody tr').nth(40)).toBeVisible();
  const first = (await page.pdf({ preferCSSPageSize: true, pageRanges: '1' })).toString('latin1');
  // Each line leads to where its thing is done; above the list nothing is a link.
  expect(first.includes('/Subtype /Link')).toBe(true);
});
