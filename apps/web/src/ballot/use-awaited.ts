import { useTerms } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useComma } from '../app/i18n/use-comma.ts';
import { useTermText } from '../app/term-text.ts';
import type { Poll } from './queries.ts';

/** One sentence: what is awaited, and from whom. */
export function useAwaited(): (poll: Poll) => string {
  const t = useTermText();
  const term = useTerms();
  const comma = useComma();
  const { moment } = useFormat();
  const who = { team: term('team'), office: term('office') };
  return (poll) => {
    const { state, mode, issuing, casting, closed } = poll;
    switch (state) {
      case 'announced':
        return t(poll.slips > 0 ? 'ballot.awaits.drawWithSlips' : 'ballot.awaits.draw', {
          from: moment(issuing.from),
          count: poll.slips,
        });
      case 'drawing':
        return mode === 'meeting'
          ? t('ballot.awaits.closeDraw', who)
          : t('ballot.awaits.drawing', { until: moment(issuing.until), from: moment(casting.from) });
      case 'drawn':
        return t('ballot.awaits.casting', { from: moment(casting.from) });
      case 'casting':
        return t(mode === 'meeting' ? 'ballot.awaits.allCast' : 'ballot.awaits.cast', {
          until: moment(casting.until),
          ...who,
        });
      case 'closed':
        return closed === null ? t('ballot.awaits.close', who) : opening(poll, closed.cast);
      case 'counted':
        return t('ballot.awaits.nothing');
      case 'void':
        return t(`ballot.void.${poll.endedFor ?? 'disturbed'}`, { least: poll.fewestCast });
      case 'cancelled':
        return t('ballot.void.calledOff');
    }
  };

  function opening({ fewestCast, holders }: Poll, cast: number): string {
    if (cast < fewestCast) return t('ballot.awaits.tooFew', { cast, least: fewestCast, ...who });
    const away = holders.filter(({ hasBrought }) => !hasBrought);
    const brought = holders.length - away.length;
    if (brought >= 2) return t('ballot.awaits.publish', who);
    return t('ballot.awaits.shares', { brought, names: away.map(({ name }) => name).join(comma) });
  }
}
