import type { Band } from './playbook.ts';
import { blame, fullListOf, keysOf, wholeOf, type Spot } from './spot.ts';

interface Read {
  readonly band: Band;
  readonly min: Spot;
  readonly below: Spot;
}

/** Bands from above: the first has no ceiling, the last no floor, and each begins where the one above it ends. */
export function readBands(spot: Spot): Band[] {
  const bands = fullListOf(spot, 10, readBand);
  bands.forEach((read, index) => checkNeighbours(read, bands[index - 1], index === bands.length - 1));
  return bands.map(({ band }) => band);
}

function readBand(spot: Spot): Read {
  const { min, below } = keysOf(spot, { required: [], optional: ['min', 'below'] });
  return { band: { min: percentOf(min), below: percentOf(below) }, min, below };
}

function percentOf(spot: Spot): number | null {
  return spot.value === undefined ? null : wholeOf(spot, 1, 99);
}

function checkNeighbours({ band, min, below }: Read, above: Read | undefined, isLast: boolean): void {
  const ceiling = above?.band.min ?? null;
  if (above === undefined && band.below !== null) blame(below, 'bands-gap', { from: band.below, to: 100 });
  if (above !== undefined && band.below === null) blame(below, 'key-missing', { key: 'below' });
  if (ceiling !== null && band.below !== null && band.below < ceiling) {
    blame(below, 'bands-gap', { from: band.below, to: ceiling });
  }
  if (ceiling !== null && band.below !== null && band.below > ceiling) {
    blame(below, 'bands-overlap', { from: ceiling, to: band.below });
  }
  if (!isLast && band.min === null) blame(min, 'key-missing', { key: 'min' });
  if (isLast && band.min !== null) blame(min, 'bands-gap', { from: 0, to: band.min });
  if (band.min !== null && band.below !== null && band.min >= band.below) {
    blame(min, 'bands-overlap', { from: band.below, to: band.min });
  }
}
