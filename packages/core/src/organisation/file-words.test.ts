import assert from 'node:assert/strict';
import { test } from 'node:test';
import { organisationSentences } from './fault-sentences.ts';
import { columnsIn, inWords, kindWordsIn, ownWords } from './file-words.ts';
import { organisationColumns } from './organisation-rows.ts';

const hospital = { member: '医护人员', unit: '科室', branch: '班组', committee: '院区', generalBranch: '大科' };

test('given a campaign with words of its own, then what a file is headed with says them', () => {
  assert.equal(inWords('党支部编码', hospital), '班组编码');
  assert.equal(inWords('地区、单位、党委、党总支或党支部', hospital), '地区、科室、院区、大科或班组');
  assert.deepEqual(kindWordsIn(hospital), {
    region: '地区',
    unit: '科室',
    committee: '院区',
    general_branch: '大科',
    branch: '班组',
  });
});

test('given such a campaign, then a file in our own words is still read', () => {
  const stated = columnsIn(organisationColumns, hospital).find(({ key }) => key === 'stated');
  assert.deepEqual(stated?.names, ['声明医护人员数', 'stated_members', '声明党员数']);
});

test('given no campaign, then nothing is said otherwise', () => {
  assert.deepEqual(columnsIn(organisationColumns, ownWords), organisationColumns);
});

test('given another campaign, then no word of the first is left in headers, notes and sentences', () => {
  const written = [
    ...columnsIn(organisationColumns, hospital).flatMap(({ names, note }) => [names[0], note.zh]),
    ...Object.values(organisationSentences).map(({ zh }) => inWords(zh, hospital)),
    ...Object.values(kindWordsIn(hospital)),
  ];
  assert.deepEqual(
    written.filter((text) => /党|支部/.test(text)),
    [],
  );
});
