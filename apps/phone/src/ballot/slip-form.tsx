import { secretOfSlip } from '@muster/proof';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Head } from '../ui/frame.tsx';
import { useSay, type Words } from '../ui/say.ts';

interface Typed {
  readonly poll: string;
  readonly slip: Uint8Array;
}

/** For whoever cannot scan: what the slip says, typed. */
export function SlipForm({
  poll,
  units,
  isKiosk,
  onTyped,
}: {
  readonly poll: string | null;
  readonly units: string;
  readonly isKiosk: boolean;
  readonly onTyped: (typed: Typed) => void;
}): JSX.Element {
  const say = useSay();
  const [named, setNamed] = useState('');
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<Words | null>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const of = poll ?? named.replace(/[\s-]/g, '').toLowerCase();
    const slip = secretOfSlip(code);
    if (!/^[0-9a-f]{16}/.test(of)) setFault('poll-wrong');
    else if (slip === null) setFault('slip-wrong');
    else onTyped({ poll: of, slip });
  };
  const input = (id: string, label: Words, value: string, set: (value: string) => void) => (
    <>
      <label for={id}>{say(label)}</label>
      <input
        id={id}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => {
          set(currentTarget.value);
          setFault(null);
        }}
      />
    </>
  );
  return (
    <form onSubmit={submit} noValidate>
      <Head units={isKiosk ? say('kiosk') : units}>{say('slip-title')}</Head>
      {isKiosk && <p>{units}</p>}
      {poll === null && input('poll', 'slip-poll', named, setNamed)}
      {input('code', 'slip-code', code, setCode)}
      {fault !== null && (
        <p class="trouble" role="alert">
          {say(fault)}
        </p>
      )}
      <button type="submit" class="primary">
        {say('slip-go')}
      </button>
      {!isKiosk && <p class="quiet">{say('scan-hint')}</p>}
    </form>
  );
}
