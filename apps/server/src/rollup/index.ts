export { foldAll, noCampaign } from './fold.ts';
export { startFolding } from './folding.ts';
export { findDifferences, recount, type Difference } from './recount.ts';
export { routes } from './routes.ts';
