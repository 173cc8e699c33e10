import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { checkTranslations } from './check-translations.ts';
import { makeHouse } from './house/make-house.ts';

const good = {
  'packages/contract/src/refusals.ts': "export const refusalCodes: readonly string[] = ['stage-not-open'];",
  'apps/web/src/refusal/zh.json': '{ "stage-not-open": "{{stage}}尚未开启" }',
  'apps/web/src/refusal/en.json': '{ "stage-not-open": "{{stage}} is not open" }',
  'apps/web/src/gate/zh.json':
    '{ "title": "开启", "due": "还有 {{count}} 天", "state": { "met": "达到" }, "table": "表" }',
  'apps/web/src/gate/en.json':
    '{ "title": "Open", "due_one": "one day", "due_other": "{{count}} days", "state": { "met": "Met" }, "table": "Table" }',
  'apps/web/src/gate/page.tsx':
    "const a = t('gate.title'); const b = <Say k=\"gate.due\" />; const c = t(`gate.state.${x}`); const d = ['gate.table'];",
  'apps/web/src/app/i18n/dynamic-keys.json': '{ "prefixes": ["refusal.", "gate.state."] }',
};

async function found(t: TestContext, files: Record<string, string>): Promise<string[]> {
  const { faults } = await checkTranslations(makeHouse(t, { ...good, ...files }));
  return faults.map((fault) => `${fault.path}: ${fault.message}`);
}

test('two languages that say the same have no fault', async (t) => {
  assert.deepEqual(await found(t, {}), []);
});

const planted: readonly [name: string, files: Record<string, string>, expected: RegExp][] = [
  ['a twin is missing', { 'apps/web/src/study/zh.json': '{}' }, /study\/en\.json is missing/],
  ['a twin is missing, the other way', { 'apps/web/src/study/en.json': '{}' }, /study\/zh\.json is missing/],
  ['a key is missing', { 'apps/web/src/refusal/en.json': '{}' }, /refusal\.stage-not-open is missing/],
  ['a parameter is lost', { 'apps/web/src/refusal/en.json': '{ "stage-not-open": "closed" }' }, /lost \{\{stage\}\}/],
  [
    'a parameter is invented',
    { 'apps/web/src/refusal/en.json': '{ "stage-not-open": "{{stage}} of {{unit}}" }' },
    /has \{\{unit\}\}/,
  ],
  ['a text is empty', { 'apps/web/src/refusal/zh.json': '{ "stage-not-open": "" }' }, /is empty/],
  [
    'Chinese in English',
    { 'apps/web/src/refusal/en.json': '{ "stage-not-open": "{{stage}}未开" }' },
    /Chinese characters/,
  ],
  [
    'a refusal without a text',
    { 'packages/contract/src/refusals.ts': "export const refusalCodes = ['stage-not-open', 'not-permitted'];" },
    /refusal\.not-permitted has no text/,
  ],
  [
    'a word that the playbook has its own for',
    {
      'apps/web/src/study/zh.json': '{ "mine": "我的学时" }',
      'apps/web/src/study/en.json': '{ "mine": "My study hours" }',
      'apps/web/src/a.tsx': "t('study.mine')",
    },
    /study\.mine says 学时/,
  ],
  [
    'such a word in a workbook',
    { 'apps/server/src/rollup/sheets.ts': "export const none = { zh: '还没有学时', en: 'None' };" },
    /rollup\/sheets\.ts: says 学时/,
  ],
  ['a text that is not there', { 'apps/web/src/a.tsx': "t('gate.titel')" }, /no text gate\.titel/],
  ['a text that is not there, in a sentence', { 'apps/web/src/a.tsx': '<Say k="gate.no" />' }, /no text gate\.no/],
  ['a text nobody uses', { 'apps/web/src/gate/page.tsx': "t('gate.title'); t('gate.due')" }, /nobody uses gate\.table/],
  [
    'a prefix of nothing',
    { 'apps/web/src/app/i18n/dynamic-keys.json': '{ "prefixes": ["refusal.", "gate.state.", "old."] }' },
    /no key begins with old\./,
  ],
];

for (const [name, files, expected] of planted) {
  test(`a fault is found: ${name}`, async (t) => {
    assert.match((await found(t, files)).join('\n'), expected);
  });
}

test('without the list of refusals the check fails and says so', async (t) => {
  const { faults } = await checkTranslations(makeHouse(t, {}));
  assert.deepEqual(
    faults.map((fault) => fault.message),
    ['is missing; it exports refusalCodes'],
  );
});
