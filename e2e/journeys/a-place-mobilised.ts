import { expect, phone, test } from '../fixtures/journey.ts';

test('an office says on a phone which meeting was the own mobilisation of its place, and takes that back', async ({
  somebody,
  town,
}) => {
  const office = await somebody('office', phone);
  const held = office.getByRole('region', { name: '哪一级的会' });
  const atPlace = `/organisations/${town.rootId}/mobilisation?level=place&kind=second-mobilisation`;

  await test.step('the level above the units is listed with what it has not held, and leads to the meetings of that kind', async () => {
    await office.goto(`/organisations/${town.rootId}/mobilisation`);
    await office.getByLabel('哪一级').selectOption('地区');
    await office.getByLabel('哪一种会').selectOption('再动员');
    await expect(office.getByRole('link', { name: '没有召开 1' })).toBeVisible();
    await office.getByRole('link', { name: '看有哪些会' }).tap();
    await expect(office.getByLabel('类型')).toHaveValue('second-mobilisation');
    await expect(office.getByText(/^\d+ 次活动$/)).toBeVisible();
  });

  await test.step('on the page of the meeting it is said in one touch', async () => {
    await office.getByRole('link', { name: '再动员，查漏补缺' }).first().tap();
    await expect(held.getByLabel('也是哪里的会')).toContainText('白鹭镇');
    await held.getByRole('button', { name: '认定' }).tap();
    await expect(held.getByText(/^周岚 .+ 认定$/)).toBeVisible();
  });
  const meeting = office.url();

  await test.step('somebody who only reads is told whose meeting it was, and may not change it', async () => {
    const auditor = await somebody('auditor');
    await auditor.goto(meeting);
    const seen = auditor.getByRole('region', { name: '哪一级的会' });
    await expect(seen.getByText('白鹭镇')).toBeVisible();
    await expect(seen.getByText('登记错了？')).toHaveCount(0);
    await auditor.goto(`${atPlace}&state=without-head`);
    await expect(auditor.getByRole('cell', { name: '白鹭镇', exact: true })).toBeVisible();
  });

  await test.step('taken back with a reason, it stands there struck out, and the place has held none', async () => {
    await held.getByText('登记错了？').tap();
    await held.getByLabel('撤回原因').fill('开会的只有一个支部');
    await held.getByRole('button', { name: '撤回这条认定' }).tap();
    await expect(held.getByText(/撤回：开会的只有一个支部$/)).toBeVisible();
    await office.goto(atPlace);
    await expect(office.getByRole('link', { name: '没有召开 1' })).toBeVisible();
  });
});
