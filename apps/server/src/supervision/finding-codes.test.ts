import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Playbook } from '@muster/core/campaign';
import { parse } from 'yaml';
import { findingCodes } from './finding-codes.ts';

const withLists = (lists: unknown) => findingCodes({ lists } as Playbook)?.map(({ code }) => code);
const item = (code: string) => ({ code, title: { zh: code, en: code } });

test('given lists of findings of the campaign and of its layers, then a team may name each once', () => {
  assert.deepEqual(
    withLists([
      { code: 'findings', items: [item('late')] },
      { code: 'study-findings', items: [item('copied'), item('late')] },
      { code: 'channels', items: [item('box')] },
      { code: 'assessment-findings', items: null },
    ]),
    ['late', 'copied'],
  );
  assert.equal(withLists([{ code: 'channels', items: [item('box')] }]), undefined);
});

test('given the county of 2005, then what its teams found can be named', () => {
  const file = join(import.meta.dirname, '../../../../playbooks/2005/county-study.yaml');
  const { lists } = parse(readFileSync(file, 'utf8')) as { lists: unknown };
  assert.ok(withLists(lists)?.includes('copied'));
});
