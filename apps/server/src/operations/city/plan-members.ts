import type { Seeded } from '../demo/seeded.ts';
import type { PlannedParty } from './plan-city.ts';
import { shuffled } from './share-out.ts';

export interface PlannedMember {
  readonly code: string;
  readonly name: string;
  readonly born: number;
  readonly branch: string;
  readonly unit: string;
  readonly standing: '正式' | '预备';
  readonly categories: readonly string[];
}

interface Seat {
  readonly branch: string;
  readonly unit: string;
  readonly isGuest: boolean;
  /** Nobody of a branch's first three has left or lies ill: they hold its offices. */
  readonly isAvailable: boolean;
}

/** Everybody of both batches; only those of the second float, since organs know where their people are. */
export function planMembers(
  chance: Seeded,
  makeName: () => string,
  batches: readonly (readonly PlannedParty[])[],
  floating: number,
): PlannedMember[][] {
  let number = 0;
  return batches.map((organisations, batch) => {
    const seats = organisations.flatMap(seatsOf);
    const away = new Set(
      batch === 0
        ? []
        : shuffled(
            chance,
            seats.flatMap(({ isAvailable }, index) => (isAvailable ? [index] : [])),
          ).slice(0, floating),
    );
    return seats.map(({ branch, unit, isGuest, isAvailable }, index): PlannedMember => {
      number += 1;
      const categories = away.has(index) ? ['流动'] : isAvailable ? others(chance, isGuest) : [];
      return {
        code: `M${String(number).padStart(6, '0')}`,
        name: makeName(),
        born: categories.includes('离退休') ? 1930 + chance.below(20) : 1946 + chance.below(38),
        branch,
        unit,
        standing: isAvailable && chance.next() < 0.03 && !categories.includes('离退休') ? '预备' : '正式',
        categories,
      };
    });
  });
}

function seatsOf({ code, units, members }: PlannedParty): Seat[] {
  return units.flatMap((unit, at) =>
    Array.from({ length: members[at] ?? 0 }, (_, index) => ({
      branch: code,
      unit: unit.code,
      isGuest: at > 0,
      isAvailable: at > 0 || index > 2,
    })),
  );
}

function others(chance: Seeded, isGuest: boolean): string[] {
  const drawn = chance.next();
  if (drawn < 0.1) return ['离退休'];
  if (drawn < 0.14) return ['离退休', '年老体弱'];
  if (drawn < 0.22) return [isGuest ? '新经济' : '生产一线'];
  return drawn < 0.28 ? ['知识分子'] : [];
}
