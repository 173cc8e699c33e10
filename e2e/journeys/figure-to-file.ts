import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures/journey.ts';

/** The digits of what is shown. */
const figureOf = (text: string): number => Number(text.replaceAll(/\D/g, ''));

test('an auditor goes from a figure to its records and to the file, and finds as many', async ({ somebody, town }) => {
  const auditor = await somebody('auditor');
  const link = auditor.locator(`.m-fig a[href="/organisations/${town.rootId}/members"]`);

  const members =
    await test.step('the overview says how many members there are, and the figure opens them', async () => {
      await auditor.goto(`/overview/${town.rootId}`);
      const shown = figureOf(await link.innerText());
      expect(shown).toBeGreaterThan(100);
      await link.click();
      await expect(auditor.getByText(`${shown} 名党员`)).toBeVisible();
      await expect(auditor.getByText(`第 1 至 50 名，共 ${shown} 名`)).toBeVisible();
      return shown;
    });

  await test.step('the list, page by page, has as many lines', async () => {
    const names = new Set<string>();
    const next = auditor.getByRole('button', { name: '下一页' });
    for (let from = 1; ; from += 50) {
      await expect(
        auditor.getByText(`第 ${from} 至 ${Math.min(from + 49, members)} 名，共 ${members} 名`),
      ).toBeVisible();
      const people = await auditor
        .getByRole('table')
        .locator('a[href^="/people/"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      for (const each of people) names.add(each);
      if ((await next.count()) === 0) break;
      await next.click();
    }
    expect(names.size).toBe(members);
  });

  await test.step('the file that is handed out has as many rows', async () => {
    const coming = auditor.waitForEvent('download');
    await auditor.getByRole('button', { name: '导出 CSV' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const text = readFileSync(await file.path(), 'utf8').trimEnd();
    const [head, ...rows] = text.split(/\r?\n/);
    expect(head).toContain('姓名');
    expect(rows.length).toBe(members);
  });

  await test.step('a figure of a condition opens as many units as it says', async () => {
    await auditor.goto(`/overview/${town.rootId}`);
    const figure = auditor.locator('a[href*="condition=dissatisfied"][href*="verdict=not-met"]').first();
    const units = figureOf(await figure.innerText());
    await figure.click();
    await expect(auditor.getByRole('heading', { name: `${units} 个` })).toBeVisible();
    await expect(auditor.getByRole('table').locator('tbody tr')).toHaveCount(units);
  });

  await test.step('a band of satisfaction opens its units and says which band it is', async () => {
    await auditor.goto(`/overview/${town.rootId}`);
    const row = auditor
      .locator('.m-bands-row')
      .filter({ has: auditor.locator('a') })
      .first();
    const [band = '', units = ''] = (await row.innerText()).split('\n');
    await row.locator('a').click();
    await expect(auditor.getByRole('heading', { level: 1, name: `满意度 ${band}` })).toBeVisible();
    await expect(auditor.getByRole('table').locator('tbody tr')).toHaveCount(figureOf(units));
  });

  await test.step('what is handed in and waits to be checked is not called done', async () => {
    await auditor.goto(`/overview/${town.rootId}/owed?when=done`);
    await expect(auditor.getByRole('table').getByText('待审').first()).toBeVisible();
    await expect(auditor.getByRole('heading', { level: 1, name: '已办或待审' })).toBeVisible();
  });
});
