import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createInstance, type FormatterModule } from 'i18next';
import { formatted } from './formatted.ts';

const web = join(import.meta.dirname, '../..');
const playbooks = join(web, '../../../playbooks');

/** The words in English of every playbook that is shipped. */
function shippedTerms(): readonly string[] {
  const files = globSync('**/*.yaml', { cwd: playbooks });
  const terms = files.flatMap((file) => {
    const block = /^terms:\n((?: +.*\n)+)/mu.exec(readFileSync(join(playbooks, file), 'utf8'))?.[1] ?? '';
    return [...block.matchAll(/\ben: '?([^'}#]+?)'? *\}/gu)].map(([, word = '']) => word);
  });
  return [...new Set(terms)];
}

/** Every English text by its key. */
function texts(): readonly (readonly [string, string])[] {
  const walk = (value: unknown, key: string): (readonly [string, string])[] =>
    typeof value === 'string'
      ? [[key, value]]
      : Object.entries(value as object).flatMap(([name, each]) => walk(each, `${key}.${name}`));
  return globSync('*/en.json', { cwd: web }).flatMap((file) =>
    walk(JSON.parse(readFileSync(join(web, file), 'utf8')), file),
  );
}

test('no text writes an article of its own before a word that a campaign chooses', () => {
  const found = texts().filter(([, text]) => /\ban? \{\{/iu.test(text));
  assert.deepEqual(found, []);
});

test('with the words of every shipped playbook, and with others, every text has the right article', async () => {
  const formatter: FormatterModule = {
    type: 'formatter',
    init: () => {},
    add: () => {},
    addCached: () => {},
    format: (value: unknown, how) => formatted(value, how),
  };
  const i18n = createInstance();
  await i18n
    .use(formatter)
    .init({ lng: 'en', resources: {}, interpolation: { escapeValue: false, alwaysFormat: true } });
  const terms = [...shippedTerms(), 'inspection team', 'outlet', 'unit'];
  assert.ok(terms.length > 15, terms.join(', '));
  const asking = texts().filter(([, text]) => /\{\{\w+, a\}\}/iu.test(text));
  assert.ok(asking.length > 20, String(asking.length));
  for (const term of terms)
    for (const [key, text] of asking) {
      const names = [...text.matchAll(/\{\{(\w+)(?:, \w)?\}\}/gu)].map(([, name = '']) => name);
      const said = i18n.services.interpolator.interpolate(
        text,
        Object.fromEntries(names.map((name) => [name, term])),
        'en',
        {},
      );
      assert.doesNotMatch(said, /\{\{|, a\}/u, key);
      const wrong = /^(?:[aeio]|hour)/iu.test(term) ? ` a ${term}` : ` an ${term}`;
      assert.ok(!` ${said}`.toLowerCase().includes(wrong.toLowerCase()), `${key}: ${said}`);
    }
});
