import { voterOf } from '@muster/proof';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Head } from '../ui/frame.tsx';
import { useSay } from '../ui/say.ts';
import { TroubleNote } from '../ui/trouble-note.tsx';
import { cast, draw, fromHex, Trouble, type Addresses, type By, type FoundPoll } from './asked.ts';
import { CastStep } from './cast-step.tsx';
import { DrawStep, SaidStep, WaitStep } from './draw-step.tsx';
import { keepingOf, newSeed, seedOf, type Kept } from './kept.ts';
import { ConfirmStep, QuestionStep } from './question-step.tsx';
import { codeOf } from './use-poll.ts';

interface Steps {
  readonly at: Addresses;
  readonly found: FoundPoll;
  readonly units: string;
  readonly by: By;
  /** What stands above already. */
  readonly said: string | null;
  /** On a device of many: the next one's turn. */
  readonly onNext: (() => void) | null;
  /** The slip is none of this vote: what it says is typed again. */
  readonly onUnknown: (code: string) => void;
}

/** One voter's way: draw, wait until drawing is over, choose, confirm, and the receipt. */
export function VoteSteps({ at, found, units, by, said, onNext, onUnknown }: Steps): JSX.Element {
  const say = useSay();
  const [keeping] = useState(() => keepingOf(found, by));
  const [kept, setKept] = useState<Kept | null>(() => keeping.read());
  const [answers, setAnswers] = useState<readonly number[]>([]);
  const [leaf, setLeaf] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [hasLeft, setLeft] = useState(false);
  const { poll, hash, state } = found;
  const keep = (next: Kept): void => {
    keeping.write(next);
    setKept(next);
  };
  const doing = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    await work().catch((error: unknown) => {
      const code = codeOf(error);
      // Cast at this device by another page of it: there is no second time.
      if (code === 'key-used-already') keep({ is: 'cast' });
      if (code === 'slip-unknown') onUnknown(code);
      setTrouble(code);
    });
    setBusy(false);
  };
  /** The seed is kept before anything is sent: whoever asks again asks for the same ballot. */
  const drawBallot = () =>
    doing(async () => {
      const seed = kept !== null && 'seed' in kept ? kept.seed : newSeed();
      keep({ is: 'drawing', seed });
      const voter = voterOf(poll, fromHex(seed));
      const signature = await draw(at, hash, voter.blinded, by);
      if (
        voter.ballot(
          fromHex(signature),
          poll.manifest.questions.map(() => 0),
        ) === null
      )
        throw new Trouble('signed-wrong');
      keep({ is: 'drawn', seed, signature });
    });
  const castBallot = () =>
    doing(async () => {
      if (kept?.is !== 'drawn') return;
      const ballot = voterOf(poll, seedOf(kept)).ballot(fromHex(kept.signature), answers);
      if (ballot === null) throw new Trouble('signed-wrong');
      setLeaf(await cast(at, found, ballot));
      keep({ is: 'cast' });
    });
  const leave = onNext ?? (() => setLeft(true));

  if (hasLeft)
    return (
      <>
        <Head units={units}>{say(kept === null ? 'left-empty' : 'left')}</Head>
        <button type="button" class="primary" onClick={() => setLeft(false)}>
          {say('again')}
        </button>
      </>
    );
  const note = <TroubleNote code={trouble === said ? null : trouble} />;
  // Whoever has cast is told too.
  if (state === 'void' || state === 'cancelled')
    return <SaidStep units={units} words={say('given-up')} isUncast={false} onNext={onNext} />;
  if (kept?.is === 'cast')
    return (
      <>
        {note}
        <CastStep units={units} leaf={leaf} onNext={onNext} />
      </>
    );
  if (state === 'closed' || state === 'counted')
    return <SaidStep units={units} words={say(state)} isUncast={kept?.is === 'drawn'} onNext={onNext} />;
  if (kept?.is === 'drawn' && state === 'casting') {
    const { questions } = poll.manifest;
    return answers.length < questions.length ? (
      <QuestionStep
        found={found}
        units={units}
        at={answers.length}
        onChoose={(answer) => setAnswers([...answers, answer])}
        onLeave={leave}
      />
    ) : (
      <>
        {note}
        <ConfirmStep
          found={found}
          units={units}
          answers={answers}
          isBusy={isBusy}
          onConfirm={() => void castBallot()}
          onChange={() => setAnswers([])}
        />
      </>
    );
  }
  if (kept?.is === 'drawn') return <WaitStep found={found} units={units} lasts={keeping.lasts} onNext={onNext} />;
  if (state !== 'drawing' && state !== 'announced')
    return <SaidStep units={units} words={say('draw-over')} isUncast={false} onNext={onNext} />;
  return (
    <>
      {note}
      <DrawStep
        found={found}
        units={units}
        by={by}
        isBusy={isBusy}
        onDraw={() => void drawBallot()}
        onLeave={leave}
        onNext={onNext}
      />
    </>
  );
}
