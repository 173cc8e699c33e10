import type { ConstraintRefusals } from '../platform/http/failure.ts';

export { makeVoting, type VotingPlaces } from './processes.ts';
export { routes } from './routes.ts';
export { startTelling } from './tell-box.ts';
export { serveVotersPage } from './voters-page.ts';

/** What two who do the same at once can meet, or whoever does it a moment too late. */
export const constraints: ConstraintRefusals = {
  ballot_poll__by_right: 'not-permitted',
  ballot_draw_close__by_right: 'not-permitted',
  ballot_draw_close__in_meeting: 'draw-over',
  ballot_draw_close_pkey: 'draw-over',
  ballot_roster__frozen: 'roll-changed',
  ballot_roster__disjoint: 'polls-not-disjoint',
  tally_poll__by_right: 'not-permitted',
  tally_poll__over: 'poll-not-over-yet',
  tally_poll__as_issued: 'roll-changed',
  tally_poll_pkey: 'poll-closed-already',
  ballot_share_brought__own: 'share-is-another',
  ballot_share_brought_pkey: 'share-brought-already',
  tally_poll_opened__adds_up: 'tally-differs',
  ballot_end__by_right: 'not-permitted',
  ballot_end__recused: 'recused-oneself',
  ballot_end_pkey: 'poll-void-already',
};
