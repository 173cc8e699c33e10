import type { JSX } from 'preact';
import { Head } from '../ui/frame.tsx';
import { useSay } from '../ui/say.ts';
import { NextButton } from './draw-step.tsx';
import { receiptNumber } from './receipt.ts';

/** The receipt is shown and not kept: once the box is opened, whoever has it can find the ballot. */
export function CastStep({
  units,
  leaf,
  onNext,
}: {
  readonly units: string;
  readonly leaf: string | null;
  readonly onNext: (() => void) | null;
}): JSX.Element {
  const say = useSay();
  return (
    <>
      <Head units={units}>{say(leaf === null ? 'cast-before' : 'cast')}</Head>
      {leaf !== null && (
        <>
          <p class="quiet">{say('receipt')}</p>
          <p class="number">{receiptNumber(leaf)}</p>
          <p>{say('receipt-about')}</p>
        </>
      )}
      <NextButton onNext={onNext} />
    </>
  );
}
