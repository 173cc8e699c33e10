import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeMove } from './tree-keys.ts';
import { treeRows, type Branch } from './tree-rows.ts';

const roots = [{ id: 'city', name: 'City' }];
const branches = new Map<string, Branch>([
  [
    'city',
    {
      nodes: [
        { id: 'county', name: 'County' },
        { id: 'school', name: 'School', leaf: true },
      ],
      left: 0,
    },
  ],
  ['county', 'loading'],
]);
const branchOf = (id: string): Branch => branches.get(id) ?? 'failed';
const rows = treeRows(roots, new Set(['city', 'county']), branchOf);

test('a branch on its way has a row of its own at its depth', () => {
  assert.deepEqual(
    rows.map((row) => [row.kind === 'node' ? row.node.id : row.kind, row.level]),
    [
      ['city', 1],
      ['county', 2],
      ['loading', 3],
      ['school', 2],
    ],
  );
});

test('arrows walk over what is shown, and skip what is still loading', () => {
  assert.deepEqual(treeMove('ArrowDown', rows, 'county'), { go: 'school' });
  assert.deepEqual(treeMove('ArrowUp', rows, 'city'), null);
  assert.deepEqual(treeMove('End', rows, 'city'), { go: 'school' });
});

test('right opens and enters, left shuts and climbs', () => {
  assert.deepEqual(treeMove('ArrowRight', treeRows(roots, new Set(), branchOf), 'city'), { open: 'city' });
  assert.deepEqual(treeMove('ArrowRight', rows, 'city'), { go: 'county' });
  assert.deepEqual(treeMove('ArrowLeft', rows, 'county'), { shut: 'county' });
  assert.deepEqual(treeMove('ArrowLeft', rows, 'school'), { go: 'city' });
});

test('what is left of a level is one line, which the keys reach; a node that is wanted stands after it', () => {
  const some: Branch = {
    nodes: [{ id: 'school', name: 'School', leaf: true }],
    apart: { id: 'clinic', name: 'Clinic', leaf: true },
    left: 828,
  };
  const paged = treeRows(roots, new Set(['city']), () => some);
  assert.deepEqual(
    paged.map((row) => [row.kind === 'node' ? row.node.id : row.kind, row.level]),
    [
      ['city', 1],
      ['school', 2],
      ['more', 2],
      ['clinic', 2],
    ],
  );
  assert.deepEqual(treeMove('ArrowDown', paged, 'school'), { go: 'city more' });
  assert.deepEqual(treeMove('Enter', paged, 'city more'), { more: 'city' });
  assert.deepEqual(treeMove('ArrowLeft', paged, 'city more'), { go: 'city' });
  assert.deepEqual(treeMove('ArrowDown', paged, 'city more'), { go: 'clinic' });
});
