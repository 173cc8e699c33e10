import { untranslated } from '../fixtures/english.ts';
import { inEnglish, unvisited, walks } from '../fixtures/every-page.ts';
import { expect, nobody, test } from '../fixtures/journey.ts';
import { watch } from '../fixtures/watch.ts';

test('every page of the router is visited by somebody', ({ town }) => {
  expect(unvisited(town)).toEqual([]);
});

for (const { login, name, addresses } of walks) {
  test(`every page is English for ${name}`, async ({ somebody, town }) => {
    const page = await somebody(login);
    const { troubles, settled } = watch(page);
    for (const address of addresses(town)) {
      await page.goto(inEnglish(address));
      await settled();
      expect.soft(await untranslated(page), address).toEqual([]);
    }
    // Every page asks who is there; being told that nobody is, is no trouble.
    const asked = /401.*\/api\/session\b/;
    expect.soft(troubles.filter((one) => login !== nobody || !asked.test(one))).toEqual([]);
  });
}
