import type { Bilingual } from '@muster/core/campaign';
import { unitClasses } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

export interface ClassChain {
  readonly title: Bilingual;
  /** Its own code, then those above it. */
  readonly chain: readonly string[];
  readonly isRetired: boolean;
}

/** The instance's classes of units by code, in their order. */
export async function classChains(tx: ReadTx): Promise<ReadonlyMap<string, ClassChain>> {
  const classes = await unitClasses(tx);
  const above = new Map(classes.map(({ code, parentCode }) => [code, parentCode]));
  return new Map(
    classes.map(({ code: own, title, isRetired }) => {
      const chain: string[] = [];
      for (let code: string | null = own; code !== null && !chain.includes(code); code = above.get(code) ?? null) {
        chain.push(code);
      }
      return [own, { title, chain, isRetired }];
    }),
  );
}
