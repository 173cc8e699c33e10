import type { JSX } from 'preact';
import { Face } from '../ui/face.tsx';
import { Foot, Head } from '../ui/frame.tsx';
import { hasWords, useSay } from '../ui/say.ts';
import type { FoundPoll } from './asked.ts';

interface Choosing {
  readonly found: FoundPoll;
  readonly units: string;
}

function useQuestion({ found }: Choosing, at: number): string {
  const say = useSay();
  const { code = '' } = found.poll.manifest.questions[at] ?? {};
  const key = `question-${code}`;
  return hasWords(key) ? say(key) : say('question-other', { code });
}

/** One question a page; choosing never submits. */
export function QuestionStep({
  at,
  onChoose,
  onLeave,
  ...choosing
}: Choosing & {
  readonly at: number;
  readonly onChoose: (answer: number) => void;
  readonly onLeave: () => void;
}): JSX.Element {
  const say = useSay();
  const { questions } = choosing.found.poll.manifest;
  const answers = [1, 2, 3, 4].slice(0, questions[at]?.answers ?? 0);
  const question = useQuestion(choosing, at);
  return (
    <>
      <Head units={choosing.units}>{question}</Head>
      {questions.length > 1 && <p>{say('question-of', { number: at + 1, count: questions.length })}</p>}
      <ul class="answers">
        {answers.map((answer) => (
          <li key={answer}>
            <button type="button" onClick={() => onChoose(answer)}>
              <Face answer={answer} />
              {say(`answer-${answer as 1 | 2 | 3 | 4}`)}
            </button>
          </li>
        ))}
      </ul>
      <p>
        <strong>{say('tap-one')}</strong>
        <br />
        <span class="quiet">{say('no-name')}</span>
      </p>
      <Foot onLeave={onLeave} />
    </>
  );
}

/** What was chosen, once more, before it is in the box for good. */
export function ConfirmStep({
  answers,
  isBusy,
  onConfirm,
  onChange,
  ...choosing
}: Choosing & {
  readonly answers: readonly number[];
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onChange: () => void;
}): JSX.Element {
  const say = useSay();
  return (
    <>
      <Head units={choosing.units}>{say('confirm')}</Head>
      {answers.map((answer, at) => (
        <Chosen key={choosing.found.poll.manifest.questions[at]?.code} {...choosing} at={at} answer={answer} />
      ))}
      <button type="button" class="primary" disabled={isBusy} onClick={onConfirm}>
        {say(isBusy ? 'submitting' : 'submit')}
      </button>
      <p />
      <button type="button" disabled={isBusy} onClick={onChange}>
        {say('change')}
      </button>
    </>
  );
}

function Chosen({ at, answer, ...choosing }: Choosing & { readonly at: number; readonly answer: number }): JSX.Element {
  const say = useSay();
  return (
    <>
      <p class="quiet">{useQuestion(choosing, at)}</p>
      <p class="chosen">
        <Face answer={answer} />
        {say(`answer-${answer as 1 | 2 | 3 | 4}`)}
      </p>
    </>
  );
}
