export {
  isOpen,
  judge,
  judgedMatter,
  openHard,
  verdicts,
  type Judgement,
  type Measured,
  type PinnedCondition,
  type Verdict,
} from './judge.ts';
export {
  mayApply,
  mayDecide,
  mayEndorse,
  mayReturn,
  type GateState,
  type OpenTransition,
  type UnmendedOrder,
} from './transition.ts';
