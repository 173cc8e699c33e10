import type { JSX } from 'preact';
import { Foot, Head } from '../ui/frame.tsx';
import { useMoment, useSay } from '../ui/say.ts';
import type { By, FoundPoll } from './asked.ts';

interface Step {
  readonly found: FoundPoll;
  readonly units: string;
}

export function DrawStep({
  found: { poll, state },
  units,
  by,
  isBusy,
  onDraw,
  onLeave,
  onNext,
}: Step & {
  readonly by: By;
  readonly isBusy: boolean;
  readonly onDraw: () => void;
  readonly onLeave: () => void;
  readonly onNext: (() => void) | null;
}): JSX.Element {
  const say = useSay();
  const moment = useMoment();
  if (state === 'announced')
    return (
      <>
        <Head units={units}>{say('announced', { from: moment(poll.manifest.issuing.from) })}</Head>
        <NextButton onNext={onNext} />
      </>
    );
  return (
    <>
      <Head units={units}>{say('title')}</Head>
      <p>{say('intro')}</p>
      <p>{'slip' in by ? say('draw-by-slip') : say('draw-by-login', { name: by.session.name })}</p>
      <button type="button" class="primary" disabled={isBusy} onClick={onDraw}>
        {say(isBusy ? 'drawing' : 'draw')}
      </button>
      <p />
      <p class="quiet">
        {say('protects')} {say('limits')}
      </p>
      <Foot onLeave={onLeave} />
    </>
  );
}

/** Drawn, and not yet to be cast: who casts at once could be known by the order. */
export function WaitStep({
  found: { poll },
  units,
  lasts,
  onNext,
}: Step & { readonly lasts: boolean; readonly onNext: (() => void) | null }): JSX.Element {
  const say = useSay();
  const moment = useMoment();
  const { mode, casting } = poll.manifest;
  return (
    <>
      <Head units={units}>{say('drawn')}</Head>
      <p>
        {mode === 'meeting'
          ? say(onNext === null ? 'wait-meeting' : 'kiosk-drawn')
          : say('wait-window', { from: moment(casting.from), until: moment(casting.until) })}
      </p>
      {!lasts && <p class="trouble">{say('keep-open')}</p>}
      <NextButton onNext={onNext} />
    </>
  );
}

/** Where there is nothing more to do: what became of it; on a device of many the next one goes on. */
export function SaidStep({
  units,
  words,
  isUncast,
  onNext,
}: {
  readonly units: string;
  readonly words: string;
  readonly isUncast: boolean;
  readonly onNext: (() => void) | null;
}): JSX.Element {
  const say = useSay();
  return (
    <>
      <Head units={units}>{words}</Head>
      {isUncast && <p class="trouble">{say('not-cast')}</p>}
      <NextButton onNext={onNext} />
    </>
  );
}

export function NextButton({ onNext }: { readonly onNext: (() => void) | null }): JSX.Element | null {
  const say = useSay();
  return onNext === null ? null : (
    <button type="button" class="primary" onClick={onNext}>
      {say('kiosk-next')}
    </button>
  );
}
