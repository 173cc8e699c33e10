import * as organisation from '../organisation/index.ts';
import type { Db } from '../platform/database/db.ts';
import * as roster from '../roster/index.ts';

/** Makes findable by pinyin whatever is not yet; quick where everything is. */
export async function fillReadings(worker: Db, say: (line: string) => void): Promise<void> {
  const filled = (await organisation.fillReadings(worker)) + (await roster.fillReadings(worker));
  if (filled > 0) say(`${filled} names can now be searched by pinyin.`);
}
