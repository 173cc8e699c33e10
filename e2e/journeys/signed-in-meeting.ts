import { expect, phone, test } from '../fixtures/journey.ts';

const minute = 60_000;
/** Minutes from now, as people in China write a day and a time. */
const inMinutes = (count: number): readonly [day: string, time: string] => {
  const shifted = new Date(Date.now() + count * minute + 8 * 60 * minute).toISOString();
  return [shifted.slice(0, 10), shifted.slice(11, 16)];
};

/** A meeting is of one day: near midnight the one that is on begins or ends with the day, and the one that was held was held before it. */
function times(): { now: readonly [string, string, string]; held: readonly [string, string, string] } {
  const [today] = inMinutes(0);
  const [startsOn, start] = inMinutes(-60);
  const [endsOn, end] = inMinutes(61);
  const [heldOn, from] = inMinutes(-130);
  const [heldUntil, till] = inMinutes(-5);
  return {
    now: [
      today,
      ...(startsOn !== today
        ? (['00:00', '02:01'] as const)
        : endsOn !== today
          ? (['21:58', '23:59'] as const)
          : ([start, end] as const)),
    ],
    held: heldOn === heldUntil ? [heldOn, from, till] : [heldOn, '21:00', '23:05'],
  };
}

test('a meeting is planned, members sign in by the code on the wall, and the recorder closes it with the heads counted', async ({
  somebody,
  town,
}) => {
  const topic = '扫码签到的学习';
  // A village that no other journey takes on to its next stage, so that yesterday is a day of its stage.
  const secretary = await somebody('secretary-b08');
  await secretary.goto(`/branches/${town.id('云岭村党支部')}`);
  await secretary.getByText('计划一次活动').click();
  const { now, held } = times();
  await secretary.getByLabel('议题').fill(topic);
  await secretary.getByLabel('日期').fill(now[0]);
  await secretary.getByLabel('开始').fill(now[1]);
  await secretary.getByLabel('结束').fill(now[2]);
  await secretary.getByRole('button', { name: '记下计划' }).click();
  await secretary.getByRole('link', { name: topic }).click();
  // The whole name: the topic begins with the same words, and its own link stands there until the plan has come.
  await secretary.getByRole('link', { name: '扫码签到', exact: true }).click();
  const digits = secretary.locator('.study-screen-digits');
  await expect(digits).toHaveText(/^\d{4} \d{4}$/);
  await expect(secretary.getByRole('figure', { name: '扫码签到' })).toBeVisible();

  // One member scans, another types what stands on the wall after a number that is no longer taken.
  const planId = /plans\/([^/]+)/.exec(secretary.url())?.[1] ?? '';
  const member = await somebody('clerk-u08', phone);
  const code = (await digits.innerText()).replaceAll(' ', '');
  await member.goto(`/plans/${planId}/sign-in?code=${code}`);
  await expect(member.getByRole('status')).toContainText('已签到');
  const own = await somebody('secretary-b08', phone);
  await own.goto('/');
  await own.goto(`/plans/${planId}/sign-in`);
  await own.getByLabel('屏幕上的数字').fill('0000 0000');
  await own.getByRole('button', { name: '签到' }).tap();
  await expect(own.getByText('这个数字已经换了')).toBeVisible();
  await own.getByLabel('屏幕上的数字').fill(await digits.innerText());
  await own.getByRole('button', { name: '签到' }).tap();
  await expect(own.getByRole('status')).toContainText('已签到');
  await expect(secretary.locator('.study-screen-counts')).toContainText('2');
  const { person } = await (await member.request.get('/api/session')).json();
  await member.goto(`/people/${person.id}`);
  await expect(member.getByRole('listitem').filter({ hasText: topic })).toContainText('已签到');
  await member.goto(`/plans/${planId}/sign-in`);

  // Held earlier than planned. One who did not sign in is there; the others are away; one more was counted than the sheet says.
  await secretary.goto(`/plans/${planId}`);
  await secretary.getByRole('link', { name: '记一次会' }).click();
  await expect(secretary.locator('.m-roll-call')).toContainText('2 / 18');
  await secretary.getByRole('button', { name: '更改' }).click();
  await secretary.getByLabel('日期').fill(held[0]);
  await secretary.getByLabel('开始').fill(held[1]);
  await secretary.getByLabel('结束').fill(held[2]);
  await secretary.getByRole('list').getByRole('button', { name: '李志丽' }).click();
  await expect(secretary.locator('.m-roll-call')).toContainText('3 / 18');
  await secretary.locator('.study-counted-rest').getByRole('button', { name: '出差' }).click();
  const counted = secretary.getByLabel('现场清点人数');
  await counted.fill('4.5');
  await secretary.getByRole('button', { name: /^(保存|另记一次)，3 人到会$/ }).click();
  await expect(counted).toBeFocused();
  await expect(counted).toHaveValue('4.5');
  await counted.fill('4');
  await expect(secretary.getByText('不一致')).toBeVisible();
  // Another journey may have recorded a meeting of the branch for that very time: then it is one more, and the button says so.
  await secretary.getByRole('button', { name: /^(保存|另记一次)，3 人到会$/ }).click();
  await expect(secretary.getByRole('heading', { name: topic })).toBeVisible();
  await expect(secretary.locator('.m-roll-call')).toContainText('3 / 18');
  await expect(secretary.locator('.study-compared')).toContainText('扫码 2 人');
  await expect(secretary.locator('.study-compared')).toContainText('清点 4 人');
  await member.reload();
  await expect(member.getByRole('status')).toContainText('已签到');
});
