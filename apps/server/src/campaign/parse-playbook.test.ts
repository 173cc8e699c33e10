import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalogue, laterTerms, readPlaybook, type Playbook } from '@muster/core/campaign';
import { parsePlaybook, type LocatedFault } from './parse-playbook.ts';

const folder = new URL('../../../../playbooks/', import.meta.url);
const shipped = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function read(yaml: string): Playbook | readonly LocatedFault[] {
  const document = parsePlaybook(yaml);
  if (!('body' in document)) return document;
  const result = readPlaybook(document.body, catalogue);
  return Array.isArray(result) ? document.locate(result) : result;
}

function parsed(name: string): { readonly playbook: Playbook } {
  const playbook = read(textOf(name));
  assert.ok('code' in playbook, JSON.stringify(playbook));
  return { playbook };
}

/** Everything that people read: the values, not the keys or codes. */
function wordsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value).filter(([key, text]) => (key === 'zh' || key === 'en') && typeof text === 'string');
  return [...own.map(([, text]) => String(text)), ...Object.values(value).flatMap(wordsIn)];
}

function faultsOf(yaml: string): string[] {
  const result = read(yaml);
  assert.ok(!('code' in result), 'no fault was found');
  return result.map(({ code, params }) => `${code} ${JSON.stringify(params)}`);
}

test('whoever writes a playbook finds each measure of the catalogue explained, in both languages', () => {
  const rows = textOf('README.md').matchAll(/^\| `([\w.-]+)` \|[^|]+\|[^|]+\| `(?:at least|below|accepted|given)/gm);
  const explained = Array.from(rows, ([, code]) => code ?? '').toSorted();
  const codes = catalogue.map(({ code }) => code);
  assert.deepEqual(explained, [...codes, ...codes].toSorted());
});

test('every playbook that is shipped can be loaded', () => {
  assert.deepEqual(shipped.toSorted(), ['2005-town.yaml', 'hospital-safety.yaml']);
  for (const name of shipped) assert.equal(`${parsed(name).playbook.code}.yaml`, name);
});

test('the town’s campaign has the two hard conditions of its documents, in minutes and as whole numbers', () => {
  const { playbook } = parsed('2005-town.yaml');
  const [study, ...later] = playbook.stages;
  assert.deepEqual(
    study!.conditions.map(({ code, measure, isHard, memberNeeds, comparison, threshold }) => [
      code,
      measure,
      isHard,
      memberNeeds,
      comparison,
      threshold,
    ]),
    [
      ['hours', 'study.minutes', true, 2700, 'at-least', { num: 100, den: 100 }],
      ['dissatisfied', 'assessment.dissatisfied', true, null, 'below', { num: 10, den: 100 }],
    ],
  );
  assert.deepEqual([playbook.studyHourMinutes, playbook.shortestSessionMinutes, playbook.fewestVoters], [60, 120, 10]);
  assert.deepEqual(
    playbook.bands.map(({ min }) => min),
    [95, 90, null],
  );
  assert.deepEqual(
    later.map(({ code }) => code),
    ['analysis', 'rectification'],
  );
});

test('a figure that the documents name and do not give is not set, and so gates nothing', () => {
  const { playbook } = parsed('2005-town.yaml');
  for (const stage of playbook.stages.slice(1)) {
    assert.deepEqual(
      stage.conditions.map(({ isHard, threshold }) => [isHard, threshold]),
      [[false, null]],
    );
  }
});

test('the hospital’s playbook counts no hours and uses none of the town’s words, in either language', () => {
  const { playbook } = parsed('hospital-safety.yaml');
  assert.equal(playbook.profile, 'light');
  const text = textOf('hospital-safety.yaml');
  assert.doesNotMatch(text, /党|支部/);
  const own = wordsIn(playbook);
  assert.ok(own.length > 40);
  for (const [term, { zh, en }] of Object.entries(parsed('2005-town.yaml').playbook.terms)) {
    // Words that neither of them gives are nobody's.
    if (term in laterTerms) continue;
    const town = new RegExp(`${zh}|\\b${en}\\b`, 'i');
    assert.deepEqual(
      own.filter((word) => town.test(word)),
      [],
    );
  }
});

test('a document that is not YAML is refused with its line', () => {
  assert.deepEqual(faultsOf('code: drill\nversion: [1'), ['not-yaml {"line":2,"column":12,"reason":"BAD_INDENT"}']);
  assert.deepEqual(faultsOf('code: a\ncode: b'), ['key-twice {"line":2,"column":1,"key":"code"}']);
  assert.deepEqual(faultsOf('code: a\n---\ncode: b'), ['not-yaml {"line":2,"column":1,"reason":"MULTIPLE_DOCS"}']);
});

test('a tab that indents is named once, by its first line, and nothing that comes of it', () => {
  assert.deepEqual(faultsOf('code: a\nterms:\n\tmember: b\n\tbranch: c\n\tunit: d'), [
    'tab-indents {"line":3,"column":1,"reason":"TAB_AS_INDENT"}',
  ]);
  assert.deepEqual(faultsOf('stages:\n  - code: x\n\t  title: y\n    days: 1'), [
    'tab-indents {"line":3,"column":1,"reason":"TAB_AS_INDENT"}',
  ]);
});

test('a tag that is not YAML’s own is refused', () => {
  assert.deepEqual(faultsOf('code: !!js/function "x"'), [
    'not-yaml {"line":1,"column":7,"reason":"TAG_RESOLVE_FAILED"}',
  ]);
});

test('a tag of YAML’s own is refused with its line, at a word, a list and a mapping', () => {
  const faults = faultsOf('code: !!str one\nstages: !!seq []\ntitle: !!map { zh: ! 一 }\n');
  assert.deepEqual(faults, [
    'tag-refused {"line":1,"column":13,"tag":"!!str"}',
    'tag-refused {"line":2,"column":15,"tag":"!!seq"}',
    'tag-refused {"line":3,"column":14,"tag":"!!map"}',
    'tag-refused {"line":3,"column":22,"tag":"!"}',
  ]);
});

test('an alias is refused before it can unfold', () => {
  const bomb = [
    'a: &a [x, x]',
    ...Array.from({ length: 60 }, (_, n) => `b${n}: &b${n} [*${n === 0 ? 'a' : `b${n - 1}`}, *a]`),
  ];
  const faults = faultsOf(bomb.join('\n'));
  // Sixty-one anchors, and the hundred and twenty aliases that speak of them.
  assert.equal(faults.length, 181);
  assert.ok(faults.includes('alias-refused {"line":2,"column":10,"alias":"a"}'));
});

test('a document of the greatest length is refused in moments, however it is made', () => {
  const hostile = [
    '['.repeat(200_000),
    '{a: '.repeat(50_000),
    `{${'a,'.repeat(99_000)}}`,
    Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n'),
  ];
  for (const yaml of hostile) {
    const started = performance.now();
    assert.ok(faultsOf(yaml).length > 0);
    assert.ok(performance.now() - started < 5_000, yaml.slice(0, 20));
  }
});

test('an empty document is no mapping', () => {
  assert.deepEqual(faultsOf(''), ['mapping-wanted {"line":1,"column":1}']);
  assert.deepEqual(faultsOf('# nothing'), ['mapping-wanted {"line":1,"column":1}']);
});

test('a key that JavaScript treats in its own way is a key like any other', () => {
  assert.ok(
    faultsOf('__proto__: { code: x }\nconstructor: y').includes(
      'key-unknown {"line":1,"column":1,"key":"__proto__","nearest":"profile"}',
    ),
  );
});

test('a fault is found where it stands: at its key, its item, or what it is missing from', () => {
  const lines = textOf('hospital-safety.yaml').split('\n');
  const changed = (from: string, to: string) => {
    const yaml = lines.join('\n').replace(from, to);
    const [fault] = read(yaml) as readonly LocatedFault[];
    const { line, column } = fault!.params;
    const rest = yaml
      .split('\n')
      .at(line - 1)
      ?.slice(column - 1);
    return `${fault!.code} ${rest?.split(/[:,]/)[0]}`;
  };
  assert.equal(changed('hard: false', 'hard: maybe'), 'yes-or-no-wanted hard');
  assert.equal(changed('collective: true', 'colective: true'), 'key-unknown colective');
  assert.equal(changed('notFor: [services]', 'notFor: [service]'), 'track-unknown service]');
  assert.equal(changed('en: Emergency drill', 'e: x'), 'key-unknown e');
  assert.equal(changed('fewestVoters: 10', ''), 'key-missing code');
});

test('a directive and an anchor are refused with their lines: they change what other lines mean', () => {
  const faultsIn = (yaml: string) => {
    const document = parsePlaybook(yaml);
    return 'body' in document ? [] : document.map(({ code, params }) => [code, params.line]);
  };
  assert.deepEqual(faultsIn('%YAML 1.1\n---\ncode: one\n'), [['not-yaml', 1]]);
  assert.deepEqual(faultsIn('code: &a one\n'), [['alias-refused', 1]]);
  assert.deepEqual(faultsIn('code: one\ntitle: &words\n  zh: 一\n'), [['alias-refused', 3]]);
});
