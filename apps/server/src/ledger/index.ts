export { entriesOfUnits, topicsOfUnits } from './queries.ts';
export { record } from './record.ts';
export { routes } from './routes.ts';
export { entryColumns } from './sheets.ts';
