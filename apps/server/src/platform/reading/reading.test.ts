import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patternsOf } from './patterns.ts';
import { readingOf } from './reading.ts';

/** 0 the whole, 1 to 3 its beginning, 4 its beginning by initials, 5 somewhere, null not found: as the database ranks it. */
function rank(typed: string, name: string, of: 'person' | 'organisation' = 'person', code = ''): number | null {
  const patterns = patternsOf(typed);
  if (patterns === null) return null;
  const reading = readingOf({ of, name, codes: [code] });
  const at = patterns.ranks.findIndex((pattern) => new RegExp(pattern, 'u').test(reading));
  const likely = patterns.likely.some((each) => reading.includes(each.replaceAll('%', '')));
  assert.ok(at === -1 || likely, `the index would pass over ${name} for ${typed}`);
  return at === -1 ? null : at;
}

test('a surname is found by its own reading, by an ordinary one after that, and by no other', () => {
  const surnames = {
    华罗庚: 'hualuogeng',
    单雄信: 'shanxiongxin',
    仇英: 'qiuying',
    解缙: 'xiejin',
    区寄: 'ouji',
    查良镛: 'zhaliangyong',
    曾国藩: 'zengguofan',
    尉迟恭: 'yuchigong',
    朴树: 'piaoshu',
    乐毅: 'yueyi',
    万俟卨: 'moqixie',
    欧阳修: 'ouyangxiu',
    任弼时: 'renbishi',
    盖叫天: 'gejiaotian',
    冼星海: 'xianxinghai',
    召忽: 'shaohu',
  };
  for (const [name, typed] of Object.entries(surnames)) assert.equal(rank(typed, name), 0, name);
  assert.deepEqual([rank('shan', '单雄信'), rank('sxx', '单雄信'), rank('dxx', '单雄信')], [1, 4, 4]);
  for (const typed of ['danxiongxin', 'danxx', 'dan'])
    assert.equal(rank(typed, '单雄信'), typed.endsWith('xx') ? 4 : 2, typed);
  for (const typed of ['chanxiongxin', 'cxx']) assert.equal(rank(typed, '单雄信'), null, typed);
  assert.equal(rank('weichi', '尉迟恭'), 2);
  const unheardOf = { xiewen: '叶问', shangxianzu: '汤显祖', danda: '石达', chenkuo: '沈括', pingdao: '冯道' };
  for (const [typed, name] of Object.entries(unheardOf)) assert.equal(rank(typed, name), null, name);
  assert.deepEqual([rank('mu', '牟其中'), rank('mou', '牟其中')], [1, 1], 'families read it in two ways');
});

test('full pinyin with blanks and tones, initials, characters, and any mixture of them', () => {
  const same = ['zhangxiaoming', 'Zhang Xiaoming', 'zhāng xiǎo míng', '张小明', '张xiao明', 'ＺＨＡＮＧxiaoming'];
  for (const typed of same) assert.equal(rank(typed, '张小明'), 0, typed);
  for (const typed of ['zhang', '张', 'zhangxiao', '张xiao']) assert.equal(rank(typed, '张小明'), 1, typed);
  for (const typed of ['zhangx', '张x', 'zh', 'z', 'zhangxia']) assert.equal(rank(typed, '张小明'), 3, typed);
  for (const typed of ['zxm', 'zx', 'zhxm', 'zhangxm', 'z小明', '张xm']) assert.equal(rank(typed, '张小明'), 4, typed);
  for (const typed of ['xiaoming', 'xm', '小明', 'ming']) assert.equal(rank(typed, '张小明'), 5, typed);
  for (const typed of ['hang', 'zm', 'zhangming', '张明', 'iao', 'zxmm'])
    assert.equal(rank(typed, '张小明'), null, typed);
});

test('ü is typed as v, u, yu or itself', () => {
  for (const typed of ['lvbu', 'lubu', 'lyubu', 'lübu', 'lǚ bù', 'lu:bu', 'LVBU'])
    assert.equal(rank(typed, '吕布'), 0, typed);
});

test('names with a dot, with rare characters and in letters', () => {
  for (const typed of ['阿卜杜拉·买买提', '阿卜杜拉买买提', 'abudulamaimaiti', 'Abudula Maimaiti'])
    assert.equal(rank(typed, '阿卜杜拉·买买提'), 0, typed);
  assert.equal(rank('mmt', '阿卜杜拉·买买提'), 5);
  assert.equal(rank('𠮷tian', '𠮷田'), 0);
  assert.equal(rank('anna smith', 'Anna Smith'), 0);
  assert.equal(rank('smith', 'Anna Smith'), 5);
});

test('an organisation is read as its words are, its place names too', () => {
  for (const typed of ['chongqingyinhang', 'cqyh', '重庆', 'yinhang'])
    assert.notEqual(rank(typed, '重庆银行', 'organisation'), null, typed);
  assert.equal(rank('shanxian', '单县第三中学', 'organisation'), 1);
  assert.equal(rank('xiamen', '厦门街道', 'organisation'), 1);
  assert.equal(rank('danwei', '单位3号', 'organisation'), 1);
  assert.equal(rank('shan', '单位3号', 'organisation'), null, 'no family is meant');
  for (const [typed, name] of Object.entries({
    jiefang: '解放路街道',
    qu: '区医院',
    renqiu: '任丘市',
    gaizhou: '盖州市',
  }))
    assert.equal(rank(typed, name, 'organisation'), 1, name);
  for (const [typed, name] of Object.entries({ xie: '解放路街道', ou: '区医院', dan: '石桥镇' }))
    assert.equal(rank(typed, name, 'organisation'), null, name);
  for (const [typed, name] of Object.entries({
    xiejia: '解家庄',
    zengdu: '曾都区',
    yueqing: '乐清市',
    duyun: '都匀市',
  }))
    assert.equal(rank(typed, name, 'organisation'), 1, name);
  assert.equal(rank('3m', '3M公司（眉山）', 'organisation'), 1);
  assert.equal(rank('3mgongsi', '3M公司（眉山）', 'organisation'), 1);
  assert.equal(rank('meishan', '3M公司（眉山）', 'organisation'), 5);
});

test('codes are found whole and by their beginning, however they are written', () => {
  assert.equal(rank('bl-0012', '张小明', 'person', 'BL-0012'), 0);
  assert.equal(rank('BL0012', '张小明', 'person', 'BL-0012'), 0);
  assert.equal(rank('bl00', '张小明', 'person', 'BL-0012'), 3);
  assert.equal(rank('0012', '张小明', 'person', 'BL-0012'), null);
});

test('what can be in no name finds nothing, and nothing typed is a pattern', () => {
  assert.equal(patternsOf(" %_\\.*'-"), null);
  assert.equal(rank('.*', '张小明'), null);
  assert.equal(rank('张%明', '张小明'), null);
  assert.equal(patternsOf('张%')?.plain, String.raw`%张\%%`);
});
