export { makeClient, Refused, type CallOptions, type Client, type ClientOptions, type Problem } from './client.ts';
