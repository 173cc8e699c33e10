import { startInstance } from '@muster/testkit/instance';
import { asPerson } from '../fixtures/as-person.ts';
import { confirm } from '../fixtures/count-ballot.ts';
import { foundHospital, hospitalPlaybook, openStages } from '../fixtures/hospital.ts';
import { desk, expect, phone, test } from '../fixtures/journey.ts';
import { inDays } from '../fixtures/in-days.ts';

const why = '隐患清单没有写到夜班，请补上';

// A stage of one day can be left on the day on which it begins.
const playbook = hospitalPlaybook
  .replace('minimumDays: 5', 'minimumDays: 1')
  .replaceAll('aysBeforeEnd: 1', 'aysBeforeEnd: 0');

test('the office refuses with a day to mend by; the unit answers the order, somebody else verifies it, and it is let pass', async ({
  browser,
}) => {
  // An instance of its own, four people and nineteen pages.
  test.slow();
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const founded = await foundHospital(context.request, playbook);
    await openStages(founded);
    const { rootId, ask, send } = founded;
    const under = `/api/organisations/${rootId}`;
    const { nodes: units } = await ask(`${under}/children`);
    const idOf = (name: string): string => units.find((one: { name: string }) => one.name === name).id;
    const unitId = idOf('心内科');
    const unit = `/units/${unitId}`;
    const { members } = await ask(`/api/organisations/${unitId}/members`);
    const { members: others } = await ask(`/api/organisations/${idOf('急诊科')}/members`);
    const [headId, clerkId, teamId] = [members[0].personId, members[1].personId, others[0].personId];
    await send(`/api/organisations/${unitId}/appointments`, { personId: headId, role: 'head' });
    await send(`/api/organisations/${unitId}/appointments`, { personId: clerkId, role: 'clerk' });
    const { id: crew } = await send(`${under}/teams`, { name: '第一巡查小组' });
    await send(`/api/teams/${crew}/units`, { unitId });
    await send(`/api/teams/${crew}/members`, { personId: teamId, isLeader: true });

    const visitor = (personId: string, device = desk) =>
      asPerson(browser, founded, personId, { ...device, baseURL: instance.address });
    const office = await context.newPage();
    const [head, clerk, team] = [await visitor(headId), await visitor(clerkId, phone), await visitor(teamId)];
    const applyAndEndorse = async (): Promise<void> => {
      await head.goto(`${unit}?lang=zh`);
      await confirm(head, '申请转段');
      await expect(head.getByRole('heading', { name: '已申请转入“动手改”，等巡查小组复核' })).toBeVisible();
      await team.goto(`${unit}?lang=zh`);
      await confirm(team, '复核同意');
      await expect(team.getByRole('heading', { name: '转入“动手改”已复核，等安全办决定' })).toBeVisible();
    };

    await test.step('the unit applies and the team endorses', applyAndEndorse);

    const refuse = office.getByRole('main').getByRole('button', { name: '不予转段' });
    const day = office.getByLabel('整改期限');
    await test.step('without a day, and by one that has passed, nothing is refused: it says so at the field', async () => {
      await office.goto(`${unit}?lang=zh`);
      await office.getByLabel('意见').fill(why);
      await refuse.click();
      await expect(day).toHaveAccessibleDescription(/请写明整改期限/);
      await day.fill(inDays(-1));
      await expect(day).toHaveAccessibleDescription(/整改期限不能早于今天/);
      await refuse.click();
      await expect(office.getByRole('dialog')).toBeHidden();
      await day.fill(inDays(800));
      await expect(day).toHaveAccessibleDescription(/日期太远了/);
    });

    await test.step('what was typed is kept, and the same is said in English', async () => {
      await day.fill(inDays(-1));
      await office.goto(`${unit}?lang=en`);
      const inEnglish = office.getByLabel('To be mended by');
      await expect(inEnglish).toHaveValue(inDays(-1));
      await office.getByRole('main').getByRole('button', { name: 'Refuse' }).click();
      await expect(inEnglish).toHaveAccessibleDescription(/The deadline cannot be before today/);
      await inEnglish.fill('');
      await expect(inEnglish).toHaveAccessibleDescription(/Say by when it is to be mended/);
    });

    await test.step('with a day it is refused, once it was asked what follows', async () => {
      await office.goto(`${unit}?lang=zh`);
      // The stage ends before that day.
      await day.fill(inDays(14));
      await confirm(office, '不予转段');
      await expect(office.getByText('安全办不予转段', { exact: true })).toBeVisible();
    });

    await test.step('the unit reads on a phone what it has to mend, by when, and that its next stage waits', async () => {
      await clerk.goto(`${unit}?lang=zh`);
      const attempts = clerk.getByRole('region', { name: '转段申请' });
      await expect(attempts.getByText(why)).toBeVisible();
      await expect(attempts.getByText(/前整改：照理由补齐，再回复整改情况/)).toBeVisible();
      await expect(attempts.getByText(/^动手改原定 .+开始；不予转段的，顺延到安全办准予的那一天/)).toBeVisible();
      await expect(attempts.getByText(/整改到期限为止的，从 .+开始/)).toBeVisible();
      await clerk.goto(`${unit}/dates`);
      await expect(clerk.getByText('安全办不予转段，从准予这个科室的那一天开始，最早')).toBeVisible();
      await expect(clerk.getByText(/整改、再测评要到 .+照那一天推算，早办好的早开始/)).toBeVisible();
      await clerk.goto('/to-do');
      await expect(clerk.getByText('限期整改：不予转段').first()).toBeVisible();
      await clerk.goto(unit);
      await attempts.getByRole('link', { name: '去整改' }).tap();
    });

    const apply = head.getByRole('main').getByRole('button', { name: '申请转段' });
    await test.step('until it is verified nobody applies: the button says which order it waits for and by when, and leads to it', async () => {
      await head.goto(unit);
      await expect(
        head.getByRole('heading', { name: '安全办不予转段，照要求整改、经别人核验后再申请转入“动手改”' }),
      ).toBeVisible();
      await expect(apply).toBeDisabled();
      await expect(head.getByText(`上次不予转段时责令整改的“${why}”还没有经别人核验，整改期限`)).toBeVisible();
      await head.goto('/to-do');
      const own = head.getByRole('region', { name: '心内科' });
      await expect(own.getByText('安全办不予转段，要整改')).toBeVisible();
      await own.getByRole('link', { name: '去整改' }).click();
      await expect(head).toHaveURL(new RegExp('/orders/'));
    });

    await test.step('the order says its reason once, and is answered with a file', async () => {
      await expect(clerk.getByRole('heading', { name: '要整改，还没有报整改情况' })).toBeVisible();
      await expect(clerk.getByText(why)).toHaveCount(1);
      await clerk.getByLabel('怎样整改的').fill('夜班的隐患已经列入清单');
      await clerk
        .locator('input[type=file]')
        .setInputFiles({ name: '隐患清单.txt', mimeType: 'text/plain', buffer: Buffer.from('夜班：走廊照明') });
      await clerk.getByRole('button', { name: '报整改情况' }).tap();
      await expect(clerk.getByRole('heading', { name: '已报整改情况，等别人核验' })).toBeVisible();
      await expect(clerk.getByRole('link', { name: '隐患清单.txt' })).toBeVisible();
      await head.goto(unit);
      await expect(head.getByRole('heading', { name: '整改已报，等别人核验后再申请转入“动手改”' })).toBeVisible();
      await expect(apply).toBeDisabled();
    });

    await test.step('who answered does not verify, nor anybody of the unit; the team does', async () => {
      const order = new URL(clerk.url()).pathname;
      await expect(clerk.getByRole('button', { name: '核验销号' })).toHaveCount(0);
      await head.goto(order);
      await expect(head.getByRole('heading', { name: '已报整改情况，等别人核验' })).toBeVisible();
      await expect(head.getByRole('button', { name: '核验销号' })).toHaveCount(0);
      await team.goto('/supervision');
      await team.getByRole('link', { name: '核验整改' }).first().click();
      await expect(team).toHaveURL(new RegExp(`${order}$`));
      await team.getByRole('button', { name: '核验销号' }).click();
      await expect(team.getByRole('heading', { name: '整改到位，已经核验销号' })).toBeVisible();
    });

    await test.step('the unit applies again, is endorsed and let pass; the refusal stays to be read', async () => {
      await head.goto(unit);
      await expect(head.getByText('整改已核验')).toBeVisible();
      await expect(head.getByText('可以重新申请')).toHaveCount(0);
      await applyAndEndorse();
      await office.goto(unit);
      await confirm(office, '准予转入动手改');
      await expect(office.getByRole('heading', { level: 1 })).toContainText('停查行动结束');
      await head.reload();
      await expect(head.getByText('安全办已准予转段')).toBeVisible();
      await expect(head.getByText(why)).toBeVisible();
    });
    await Promise.all([head, clerk, team, office].map((page) => page.context().close()));
  } finally {
    await instance.stop();
  }
});
