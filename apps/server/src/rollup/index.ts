export { foldAll, noCampaign } from './fold.ts';
export { startFolding } from './folding.ts';
export type { Difference } from './differences.ts';
export { findDifferences, recount } from './recount.ts';
export { routes } from './routes.ts';
