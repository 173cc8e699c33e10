import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useSay } from '../ui/say.ts';
import { askBallots, Trouble, type Addresses, type FoundPoll } from './asked.ts';
import { numberOf, placeAmong } from './receipt.ts';

/** Looks for a ballot among those that were published, on the device itself: nobody is told which. */
export function CheckForm({ at, found }: { readonly at: Addresses; readonly found: FoundPoll }): JSX.Element {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const check = async (): Promise<void> => {
    const number = numberOf(typed);
    if (number === null) {
      setSaid(say('check-short'));
      return;
    }
    try {
      const place = placeAmong(await askBallots(at, found), found, number);
      setSaid(place === null ? say('check-missing') : say('check-found', { place }));
    } catch (error) {
      const isLater = error instanceof Trouble && error.code === 'not-published';
      setSaid(say(isLater ? 'check-later' : 'trouble-no-answer'));
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <h2>{say('check')}</h2>
      <label for="receipt">{say('check-label')}</label>
      <input
        id="receipt"
        value={typed}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <button type="submit">{say('check-run')}</button>
      <output>{said}</output>
    </form>
  );
}
