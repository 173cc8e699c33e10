import { expect, test } from '../fixtures/journey.ts';

test('before somebody leaves the roster the form says which offices they hold, and whether these end with it', async ({
  somebody,
}) => {
  const { person } = await (await (await somebody('secretary-b10')).request.get('/api/session')).json();
  const office = await somebody('office');
  await office.goto(`/people/${person.id}`);
  await office.getByText('离开名册', { exact: true }).click();
  const form = office.locator('details[open]');
  const held = form.getByRole('listitem');
  await expect(held).toHaveText(['供销合作社党支部，党支部书记', '白鹭镇供销合作社，主要负责人']);
  await expect(form).toContainText('下列职务不随离开名册结束');
  for (const reason of ['去世', '开除']) {
    await form.getByLabel('原因').selectOption(reason);
    await expect(held).toHaveCount(2);
    await expect(form).toContainText('下列职务同时结束');
    await expect(form).not.toContainText('不随离开名册结束');
  }
});
