import { sql } from 'kysely';

const keptMark = '/* kept */';
const aheadMark = '/* ahead */';

/** At the end of a statement that can be carried out in one way only, whatever it is asked for: a connection plans it once. */
export const kept = sql.raw(keptMark);

/** At the very end of a statement whose answer nobody waits for: where it fails, what comes next fails with what it said. */
export const ahead = sql.raw(aheadMark);

export const isKept = (text: string): boolean => text.includes(keptMark);
export const isMarkedAhead = (text: string): boolean => text.endsWith(aheadMark);
