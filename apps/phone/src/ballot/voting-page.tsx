import { secretOfSlip } from '@muster/proof';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Head } from '../ui/frame.tsx';
import { useSay } from '../ui/say.ts';
import { TroubleNote } from '../ui/trouble-note.tsx';
import { CheckForm } from './check-form.tsx';
import type { By } from './asked.ts';
import type { Place } from './place.ts';
import { SlipForm } from './slip-form.tsx';
import { usePoll } from './use-poll.ts';
import { VoteSteps } from './vote-steps.tsx';

/** From a slip, from a login, or at a device on which many vote one after the other. */
export function VotingPage({ place }: { readonly place: Place }): JSX.Element {
  const say = useSay();
  const [slip, setSlip] = useState(() => (place.code === null ? null : secretOfSlip(place.code)));
  const [named, setNamed] = useState(place.poll);
  /** What was typed before and led nowhere. */
  const [refused, setRefused] = useState<string | null>(null);
  const { hand, trouble, again } = usePoll(named, slip === null && place.code === null && !place.isKiosk);
  if (hand === null)
    return trouble === null ? (
      <output>{say('loading')}</output>
    ) : (
      <>
        <TroubleNote code={trouble} />
        <button type="button" class="primary" onClick={again}>
          {say('retry')}
        </button>
      </>
    );
  const { at, found, session } = hand;
  const typeAgain = (code: string | null): void => {
    setRefused(code);
    setSlip(null);
    setNamed(place.poll);
  };
  const units = found?.poll.manifest.units.map(({ name }) => name).join(say('joined-by')) ?? '';
  const by: By | null = slip !== null ? { slip } : session !== null ? { session } : null;
  const isOver = found !== null && ['closed', 'counted', 'void', 'cancelled'].includes(found.state);
  const isTyped = place.isKiosk || place.code !== null || found === null;
  return (
    <>
      <TroubleNote code={trouble} />
      {found !== null && by !== null ? (
        <VoteSteps
          key={'slip' in by ? by.slip.join('.') : by.session.personId}
          at={at}
          found={found}
          units={units}
          by={by}
          said={trouble}
          onNext={place.isKiosk ? () => typeAgain(null) : null}
          onUnknown={typeAgain}
        />
      ) : isTyped && !isOver ? (
        <>
          <TroubleNote code={refused ?? (place.code === null ? null : 'slip-malformed')} />
          <SlipForm
            poll={place.poll}
            units={units}
            isKiosk={place.isKiosk}
            onTyped={(typed) => {
              setRefused(null);
              setNamed(typed.poll);
              setSlip(typed.slip);
            }}
          />
        </>
      ) : (
        !isOver && (
          <>
            <Head units={units}>{say('title')}</Head>
            <p>{say('login-needed')}</p>
            <a class="button primary" href="/">
              {say('login')}
            </a>
          </>
        )
      )}
      {isOver && by === null && <Head units={units}>{say(overAs(found.state))}</Head>}
      {isOver && <CheckForm at={at} found={found} />}
    </>
  );
}

const overAs = (state: string): 'closed' | 'counted' | 'given-up' =>
  state === 'closed' || state === 'counted' ? state : 'given-up';
