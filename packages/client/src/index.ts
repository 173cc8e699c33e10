export { makeClient, newKey, Refused, type CallOptions, type Client, type ClientOptions } from './client.ts';
export type { Problem } from '@muster/contract';
