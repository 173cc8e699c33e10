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
export { mayApply, mayDecide, mayEndorse, mayReturn, type GateState, type OpenTransition } from './transition.ts';
