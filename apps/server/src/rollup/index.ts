export { addDeltas, markDirty, type Delta } from './deltas.ts';
