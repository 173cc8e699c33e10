/** What the address says after `#`, which no server sees: the poll by the first bytes of its hash, and a slip, or that many vote here. */
export interface Place {
  /** 16 to 64 hexadecimal digits; null where the address names none. */
  readonly poll: string | null;
  readonly code: string | null;
  readonly isKiosk: boolean;
}

export function placeOf(fragment: string): Place {
  const [poll = '', rest = ''] = fragment.replace(/^#/, '').split('.');
  const isKiosk = rest.toLowerCase() === 'kiosk';
  return {
    poll: /^[0-9a-f]{16,64}$/i.test(poll) ? poll.toLowerCase() : null,
    code: isKiosk || rest === '' ? null : rest,
    isKiosk,
  };
}
