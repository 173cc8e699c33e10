export { canonicalJson, type Json } from './canonical-json.ts';
export { entryLeaf, recordHash } from './record-hash.ts';
