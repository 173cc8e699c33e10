import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { finish } from '../kernel/index.ts';
import { ownWords } from './file-words.ts';
import { known } from './known-organisation.fixture.ts';
import type { KnownOrganisation, OrganisationSurroundings } from './known-organisation.ts';
import { organisationTable } from './organisation-rows.ts';
import { planOrganisations } from './plan-organisations.ts';
import { fileOf, planned } from './planned.fixture.ts';

const header = ['编码', '名称', '种类', '上级编码', '所属单位编码', '状态'];
const place = known('proot', 'region', { code: null });
const party = known('qroot', 'committee', { code: null });

function around(...others: KnownOrganisation[]): OrganisationSurroundings {
  return {
    base: place,
    counterpart: party,
    known: [place, party, ...others],
    classes: [],
    words: ownWords,
    heldElsewhere: new Set(),
  };
}

function importing(rows: readonly (readonly string[])[], surroundings: OrganisationSurroundings) {
  let next = 0;
  const supplies = { today: '2026-11-20', newId: () => 'new', newLabel: () => `l${(next += 1)}` };
  const file = fileOf([header, ...rows], organisationTable);
  return planOrganisations(file, surroundings, { commit: false, exceptRefused: false }, supplies);
}

function faultsOf(rows: readonly (readonly string[])[], surroundings: OrganisationSurroundings) {
  return planned(importing(rows, surroundings)).report.faults.map(
    ({ cell, code, params }) => `${cell} ${code} ${params['name']}`,
  );
}

describe('an organisation that is closed', () => {
  const region = known('R', 'region', { parentId: 'proot', path: 'proot.r', name: '旧镇', isClosed: true });

  test('takes nothing beneath it, whether or not the file names it too', () => {
    const under = ['N', '新厂', '单位', 'R'];
    assert.deepEqual(faultsOf([under], around(region)), ['D2 closed 旧镇']);
    assert.deepEqual(faultsOf([['R', '旧镇', '地区'], under], around(region)), ['B2 closed 旧镇', 'D3 closed 旧镇']);
  });

  test('is served by no branch that did not serve it, as host or otherwise', () => {
    const open = known('U', 'unit', { parentId: 'proot', path: 'proot.u' });
    const closed = known('Z', 'unit', { parentId: 'proot', path: 'proot.z', name: '旧厂', isClosed: true });
    const rows = [
      ['B1', '甲', '党支部', '', 'Z'],
      ['B2', '乙', '党支部', '', 'U、Z'],
    ];
    assert.deepEqual(faultsOf(rows, around(open, closed)), ['E2 closed 旧厂', 'E3 closed 旧厂']);
  });

  test('is no node to import at', () => {
    const at = { ...around(region), base: region, counterpart: null };
    assert.deepEqual(finish(importing([['N', '新厂', '单位']], at)), {
      refused: 'organisation-closed',
      params: { name: '旧镇' },
    });
  });
});

describe('an organisation with a remedy that is open', () => {
  const weak = known('C', 'committee', {
    parentId: 'qroot',
    path: 'qroot.c',
    name: '镇党委',
    state: 'weak',
    hasOpenRemedy: true,
  });

  test('keeps its state: no import takes the place of the check', () => {
    for (const state of ['正常', '瘫痪'])
      assert.deepEqual(faultsOf([['C', '镇党委', '党委', '', '', state]], around(weak)), ['F2 remedy-open undefined']);
  });

  test('may be imported with the state that it has, or with none', () => {
    for (const state of ['软弱涣散', '']) {
      const { report, plan } = planned(importing([['C', '新镇党委', '党委', '', '', state]], around(weak)));
      assert.deepEqual(
        [report.faults, plan.changed.map((each) => [each.name, each.state])],
        [[], [['新镇党委', 'weak']]],
      );
    }
  });

  test('when it is ended the state may be changed', () => {
    const { plan } = planned(
      importing([['C', '镇党委', '党委', '', '', '正常']], around({ ...weak, hasOpenRemedy: false })),
    );
    assert.equal(plan.changed[0]?.state, 'normal');
  });
});
