import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../house/fault.ts';
import { readTexts } from './read-texts.ts';

/**
 * Words that every playbook has its own for: a page of another trade would speak of what it has not. The defaults, for where there is no
 * campaign, stand in one place on each side; everywhere else a sentence takes the word as a value.
 */
const ofTheDesk = { zh: /学时|党|支部/u, en: /\bstudy[ -]hours?\b/iu } as const;
/** The same, but for what is said before there is a campaign, and of playbooks, whose own word for it is this one. */
const unit = { zh: /单位/u, en: /\bunits?\b/iu } as const;
const aboveCampaigns = /^(?:access\.setUp|playbook)\./u;
const ofTheServer = /学时/u;
const defaults = { desk: 'app.term.', server: 'apps/server/src/campaign/words.view.ts' } as const;
/** What tells a story of the campaign of 2005 itself. */
const stories = /^apps\/server\/src\/operations\/|\.test\.ts$|\.fixture\.ts$/u;

export function ownWords(house: string, paths: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  for (const path of paths) {
    const language = /^apps\/web\/src\/.*\/(zh|en)\.json$/u.exec(path)?.[1];
    if (language === 'zh' || language === 'en') {
      for (const [key, text] of readTexts(house, path)) {
        const said = text.replaceAll(/\{\{[^}]*\}\}/gu, '');
        const its = aboveCampaigns.test(key) ? undefined : unit[language].exec(said)?.[0];
        const word = ofTheDesk[language].exec(said)?.[0] ?? its;
        if (word !== undefined && !key.startsWith(defaults.desk)) {
          faults.push({ path, message: `${key} says ${word}, which the playbook has its own word for` });
        }
      }
    }
    if (/^apps\/server\/src\/.*\.ts$/u.test(path) && !stories.test(path) && path !== defaults.server) {
      for (const [index, line] of readFileSync(join(house, path), 'utf8').split('\n').entries()) {
        const word = ofTheServer.exec(line)?.[0];
        if (word !== undefined) {
          faults.push({ path, line: index + 1, message: `says ${word}, which the playbook has its own word for` });
        }
      }
    }
  }
  return faults;
}
