export { canonicalJson, type Json } from './canonical-json.ts';
export { open, seal, type Sealing } from './hpke.ts';
export { inclusionPath, isIncluded, leafHash, treeRoot, type Inclusion } from './merkle-tree.ts';
export { entryLeaf, recordHash } from './record-hash.ts';
export {
  blind,
  finalise,
  isSigned,
  prepare,
  prefixLength,
  saltLength,
  sizeOf,
  type Blinded,
  type BlindingChance,
  type RsaPublicKey,
} from './rsa/blind-rsa.ts';
export { joinShares, splitSecret, type SecretShare } from './secret-shares.ts';
