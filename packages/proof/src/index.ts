export { canonicalJson, type Json } from './canonical-json.ts';
export { open, seal, type Opener, type Sealing } from './hpke.ts';
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
export {
  ballotLength,
  ballotMessage,
  decodeBallot,
  faultOf,
  keyMessage,
  openBallot,
  type Ballot,
  type BallotFault,
} from './ballot/ballot.ts';
export {
  campaignFaultsOf,
  campaignOf,
  pollLeaf,
  rootOfPolls,
  type Campaign,
  type CampaignFault,
} from './ballot/campaign.ts';
export { faultsOf, inOrder, type Board, type BoardFault, type Close } from './ballot/close.ts';
export { headMessage, isHeadSigned, issuedMessage, receiptMessage } from './ballot/head.ts';
export { pollOf, type Manifest, type Poll, type Question } from './ballot/manifest.ts';
export { outcomeOf, type Outcome } from './ballot/outcome.ts';
export { isPlainPoint } from './ballot/plain-point.ts';
export { readBoard, readCampaign, type BoardFiles, type FileFault } from './ballot/read-board.ts';
export { secretOfSlip, slipCode, slipCommitment, slipSecret, slipsRoot } from './ballot/slip.ts';
export { tallyOf, type Tally } from './ballot/tally.ts';
export { voterOf, type Voter } from './ballot/voter.ts';
