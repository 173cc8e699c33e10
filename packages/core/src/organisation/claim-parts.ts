import type { Parting } from './claim-measures.ts';
import type { UnitClass } from './code-list.ts';

/** How many were counted of a class (null: of none), of a kind, or at and beneath a node. */
export interface CountedPart {
  readonly part: string | null;
  readonly counted: number;
}

/** A line of a reconciliation: what was counted there, and of which codes or node, so that its list can be asked for. */
export interface CountedLine extends CountedPart {
  readonly of: readonly (string | null)[];
}

/**
 * Counted classes in lines: each class counts with the nearest class at or above it that was stated, else with its topmost one, so that
 * the lines add up to the total and none counts a unit twice. What has no class stands last.
 */
export function linesByClass(
  classes: readonly Pick<UnitClass, 'code' | 'parentCode'>[],
  counted: readonly CountedPart[],
  stated: ReadonlySet<string>,
): readonly CountedLine[] {
  const parents = new Map(classes.map(({ code, parentCode }) => [code, parentCode]));
  const lineOf = (code: string): string => {
    let top = code;
    for (let each: string | null = code; each !== null; each = parents.get(each) ?? null) {
      if (stated.has(each)) return each;
      top = each;
    }
    return top;
  };
  const byLine = Map.groupBy(counted, ({ part }) => (part === null ? null : lineOf(part)));
  const codes = classes.map(({ code }) => code).filter((code) => stated.has(code) || byLine.has(code));
  return [...codes, ...(byLine.has(null) ? [null] : [])].map((code) => {
    const within = byLine.get(code) ?? [];
    return {
      part: code,
      counted: within.reduce((sum, each) => sum + each.counted, 0),
      of: within.length === 0 ? [code] : within.map(({ part }) => part),
    };
  });
}

/** Kinds and nodes are what they are; every one that there is has its line, counted or not. */
export function linesOfParts(parts: readonly string[], counted: readonly CountedPart[]): readonly CountedLine[] {
  const amounts = new Map(counted.map((each) => [each.part, each.counted]));
  return parts.map((part) => ({ part, counted: amounts.get(part) ?? 0, of: [part] }));
}

/** What a part is called on the wire and in a claim: a code, or the id of a node. */
export function partKey(by: Parting, { partCode, partId }: { partCode: string | null; partId: string | null }): string {
  return (by === 'child' ? partId : partCode) ?? '';
}
