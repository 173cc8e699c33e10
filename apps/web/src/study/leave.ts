import { tapped, type Meeting } from './meeting.ts';

type Taps = Pick<Meeting, 'away' | 'back'>;

/** Whoever is on leave that day is away, for its reason, until tapped otherwise. */
export function withLeave({ away, back }: Taps, leave: ReadonlyMap<string, string>): Meeting['away'] {
  return { ...Object.fromEntries([...leave].filter(([personId]) => back[personId] === undefined)), ...away };
}

/** One tap brings back who is on leave; every other tap is as on any name. */
export function tappedWithLeave(
  taps: Taps,
  leave: ReadonlyMap<string, string>,
  current: string | undefined,
  personId: string,
): Taps & { readonly current: string | undefined } {
  const filledIn = leave.has(personId) && taps.away[personId] === undefined && taps.back[personId] === undefined;
  if (filledIn) return { ...taps, back: { ...taps.back, [personId]: true }, current: undefined };
  const next = tapped(taps.away, current, personId);
  return { away: next.away, back: taps.back, current: next.current };
}

/** Where some have signed in, whoever has not is away until tapped, for a reason still to be said or that of a leave. */
export function notSignedIn(
  roll: readonly { readonly personId: string }[],
  signIns: ReadonlyMap<string, string>,
  leave: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (!roll.some(({ personId }) => signIns.has(personId))) return leave;
  const those = roll.filter(({ personId }) => !signIns.has(personId));
  return new Map(those.map(({ personId }) => [personId, leave.get(personId) ?? '']));
}
