export {
  makeClient,
  newKey,
  Refused,
  type CallOptions,
  type Client,
  type ClientOptions,
  type NamedFile,
} from './client.ts';
export type { Problem } from '@muster/contract';
