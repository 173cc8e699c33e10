import { startInstance } from '@muster/testkit/instance';
import { foundHospital } from '../fixtures/hospital.ts';
import { desk, expect, test } from '../fixtures/journey.ts';

test('the office types a plan and keeps it: the form is of the next batch, also after the page is loaded again', async ({
  browser,
}) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const page = await context.newPage();
    const { rootId } = await foundHospital(context.request);
    await page.goto(`/organisations/${rootId}/batches?lang=zh`);
    const form = page.getByRole('form', { name: '拟一批' });
    const expectNext = async (number: string): Promise<void> => {
      await expect(form.getByLabel('批次号')).toHaveValue(number);
      await expect(form.getByLabel('中文名称')).toHaveValue('');
      await expect(form.getByText(/已存/)).toBeHidden();
    };

    await form.getByLabel('中文名称').fill('先行科室');
    await form.getByLabel('英文名称').fill('Pilot wards');
    await expect(form.getByText(/已存/)).toBeVisible();
    await form.getByRole('button', { name: '存下方案' }).click();
    await expect(page.getByRole('heading', { name: '第 1 批' })).toBeVisible();
    await expectNext('2');
    await page.reload();
    await expect(page.getByRole('heading', { name: '第 1 批' })).toBeVisible();
    await expectNext('2');
    await context.close();
  } finally {
    await instance.stop();
  }
});

test('a file without a word is told to be empty, and a campaign is not closed before it is said why', async ({
  browser,
}) => {
  const instance = await startInstance('serve');
  try {
    const context = await browser.newContext({ ...desk, baseURL: instance.address });
    const page = await context.newPage();
    const { rootId } = await foundHospital(context.request);
    await page.goto(`/organisations/${rootId}/campaign?lang=zh`);
    const empty = { name: 'empty.yaml', mimeType: 'text/yaml', buffer: Buffer.from('\n') };
    await page.locator('input[type=file]').setInputFiles(empty);
    await expect(page.getByText('这个文件是空的')).toBeVisible();
    const close = page.getByRole('button', { name: '结束“医疗安全停查行动”' });
    await expect(close).toBeDisabled();
    await expect(page.getByText('先写明理由')).toBeVisible();
    await page.getByLabel('理由', { exact: true }).fill('任务调整');
    await close.click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await context.close();
  } finally {
    await instance.stop();
  }
});
