import * as access from './access/index.ts';
import * as assessment from './assessment/index.ts';
import * as ballot from './ballot/index.ts';
import * as campaign from './campaign/index.ts';
import * as gate from './gate/index.ts';
import * as ledger from './ledger/index.ts';
import * as obligation from './obligation/index.ts';
import * as opinion from './opinion/index.ts';
import * as organisation from './organisation/index.ts';
import * as platform from './platform/index.ts';
import * as roster from './roster/index.ts';
import type { Route } from './route.ts';
import * as rollup from './rollup/index.ts';
import * as study from './study/index.ts';
import * as supervision from './supervision/index.ts';

const slices = [
  access,
  assessment,
  ballot,
  campaign,
  gate,
  ledger,
  obligation,
  opinion,
  organisation,
  platform,
  roster,
  rollup,
  study,
  supervision,
];

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'answer' in value;
}

/** Every route of the contract, by name. */
export const routes: readonly Route[] = slices
  .flatMap((slice) => Object.values(slice) as unknown[])
  .filter(isRoute)
  .toSorted((a, b) => a.name.localeCompare(b.name));

export { attachmentRefusals, bodyWithFile, largestFileMegabytes } from './fields.ts';
export { problem, type Problem } from './platform/index.ts';
export { refusalCodes, refusalStatus, type RefusalCode } from './refusals.ts';
export {
  route,
  workbookType,
  type FileRoute,
  type Route,
  type RouteAnswer,
  type RouteCall,
  type RouteInput,
} from './route.ts';
