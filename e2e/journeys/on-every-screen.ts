import { expectAccessible } from '../fixtures/accessible.ts';
import { inEnglish, walks } from '../fixtures/every-page.ts';
import { desk, expect, phone, test } from '../fixtures/journey.ts';
import { tooWide, unfitting } from '../fixtures/phone.ts';
import { watch } from '../fixtures/watch.ts';

for (const { login, name, addresses } of walks) {
  test(`every page fits a phone, and is accessible there, for ${name}`, async ({ somebody, town }) => {
    const page = await somebody(login, phone);
    const { settled } = watch(page);
    for (const address of addresses(town)) {
      await page.goto(address);
      await settled();
      expect.soft(await unfitting(page), address).toEqual([]);
      await expectAccessible(page);
    }
  });

  // English words are longer: what fits in Chinese may still be cut off.
  test(`every page fits a phone in English for ${name}`, async ({ somebody, town }) => {
    const page = await somebody(login, phone);
    const { settled } = watch(page);
    for (const address of addresses(town)) {
      await page.goto(inEnglish(address));
      await settled();
      expect.soft(await unfitting(page), address).toEqual([]);
    }
  });

  // A desk scrolls down, never sideways: what stands beyond its right edge is out of reach.
  test(`every page fits a desk in English for ${name}`, async ({ somebody, town }) => {
    const page = await somebody(login, desk);
    const { settled } = watch(page);
    for (const address of addresses(town)) {
      await page.goto(inEnglish(address));
      await settled();
      expect.soft(await tooWide(page), address).toEqual([]);
    }
  });

  test(`every page fits a desk, and is accessible there, for ${name}`, async ({ somebody, town }) => {
    const page = await somebody(login, desk);
    const { settled } = watch(page);
    for (const address of addresses(town)) {
      await page.goto(address);
      await settled();
      expect.soft(await tooWide(page), address).toEqual([]);
      await expectAccessible(page);
    }
  });
}

test('one tick a person fits a phone for the largest unit that has ticks', async ({ somebody, town }) => {
  const page = await somebody('auditor', phone);
  const { settled } = watch(page);
  await page.goto(inEnglish(`/units/${town.id('白鹭镇农技站')}`));
  await settled();
  // The town has no unit of sixty members that still lack hours.
  await page
    .locator('.m-roll')
    .first()
    .evaluate((strip) => {
      while (strip.childElementCount < 60) strip.append(strip.children[0]?.cloneNode() ?? '');
    });
  expect(await tooWide(page)).toEqual([]);
});
