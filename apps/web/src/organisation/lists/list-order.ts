/** An entry as the page holds it; classes have a parent. */
export type Entry = {
  readonly code: string;
  readonly parentCode: string | null;
  readonly title: { readonly zh: string; readonly en: string };
  readonly isRetired: boolean;
  readonly hasMeaning: boolean;
};

/** The list with an entry one place up or down among its brothers; the same where it is the first or last of them. */
export function moved(entries: readonly Entry[], code: string, by: -1 | 1): readonly Entry[] {
  const entry = entries.find((each) => each.code === code);
  const brothers = entries.filter(({ parentCode }) => parentCode === entry?.parentCode);
  const other = brothers[brothers.findIndex((each) => each.code === code) + by];
  if (entry === undefined || other === undefined) return entries;
  return entries.map((each) => (each === entry ? other : each === other ? entry : each));
}

/** How far beneath the topmost an entry lies. */
export function depthOf(entries: readonly Entry[], { parentCode }: Entry): number {
  const parent = entries.find(({ code }) => code === parentCode);
  return parent === undefined ? 0 : 1 + depthOf(entries, parent);
}
