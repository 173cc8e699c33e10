import { slotOf, slotsAccepted } from '@muster/core/study';
import { createHmac, timingSafeEqual } from 'node:crypto';

const digits = 8;

/** What the screen in the room shows during a slot; nothing of it is stored. */
function codeIn(secret: Buffer, slot: number): string {
  const mac = createHmac('sha256', secret).update(`sign-in ${slot}`).digest();
  return String(mac.readUIntBE(0, 6) % 10 ** digits).padStart(digits, '0');
}

export function codeAt(secret: Buffer, at: Date): string {
  return codeIn(secret, slotOf(at));
}

/** The code of the present slot or of the one before. */
export function codeHolds(secret: Buffer, code: string, at: Date): boolean {
  const sent = Buffer.from(code.padStart(digits, ' '));
  return slotsAccepted(at).some((slot) => {
    const shown = Buffer.from(codeIn(secret, slot));
    return shown.length === sent.length && timingSafeEqual(shown, sent);
  });
}
