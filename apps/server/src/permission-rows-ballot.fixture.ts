/** Rows of the permission walk about electronic polls. Neither an issuer nor a box is there: whoever may is told that they are away. */
import { withClient } from '@muster/server/testing';
import type { TestHouse } from '@muster/testkit';
import { atUnit, everybody, ofThing, onlyFor } from './permission-asks.fixture.ts';
import type { NamedRows, Rows, Things } from './permission-asks.fixture.ts';

const window = { from: '2030-01-01T09:00:00+08:00', until: '2030-01-01T10:00:00+08:00' };

/** Commands are sent with what the rules refuse. */
export const ballotRows: Rows = {
  listPolls: atUnit(),
  announcePoll: atUnit({
    times: { mode: 'meeting', meeting: window },
    questions: ['satisfaction'],
    turnout: { num: 1, den: 2 },
    slips: { for: 'everybody', spare: 0 },
    holders: [],
  }),
  printSlips: ofThing('SCHOOL', 'pollId', 'poll'),
  closeDraw: ofThing('SCHOOL', 'pollId', 'poll'),
  closePoll: ofThing('SCHOOL', 'pollId', 'poll'),
  publishPoll: ofThing('SCHOOL', 'pollId', 'poll'),
  endPoll: ofThing('SCHOOL', 'pollId', 'poll', { body: { reason: 'disturbed', note: null } }),
};

export const ballotOthers: NamedRows = {
  listOwnPolls: everybody(),
  bringShare: onlyFor(['member'], (_place, ids) => ({
    params: { pollId: ids('poll') },
    body: { height: 'ab'.repeat(32) },
  })),
};

const pollId = '0198c000-0000-4000-8000-00000000b011';

/** A poll about the school that waits for its draw, written down as nobody could; one share of it is the member's. */
export async function makeBallotThings(house: TestHouse, things: Things): Promise<void> {
  const manifest = {
    poll: pollId.replaceAll('-', ''),
    units: [{ id: house.id('SCHOOL'), name: '学校' }],
    mode: 'windows',
    issuing: window,
    casting: { from: window.until, until: '2030-01-01T12:00:00+08:00' },
    electorate: { count: 12, root: 'ab'.repeat(32) },
  };
  await withClient(house.database.superuser(), async (client) => {
    await client.query(`select set_config('session_replication_role', 'replica', false)`);
    await client.query(
      `insert into ballot_poll (region_id, id, assessment_id, campaign_id, stage_code, raters, questions, manifest, hash, mode, issuing_from,
         issuing_until, casting_from, casting_until, turnout_num, turnout_den, fewest_cast, announced_by, announced_by_name, recorded_at, path, told)
       select p.region_id, $1, coalesce((select a.id from assessment a where a.participation_id = p.id limit 1), gen_random_uuid()), p.campaign_id, 'study', '{member}', '{satisfaction}', $2, sha256('\\x01'), 'windows', $3, $4, $4, $5,
         1, 2, 5, gen_random_uuid(), '名', now(), p.path, array[p.path] || p.linked from participation p where p.unit_id = $6`,
      [pollId, manifest, window.from, window.until, manifest.casting.until, house.id('SCHOOL')],
    );
    await client.query(
      `insert into ballot_share (region_id, poll_id, position, role, holder_id, holder_name, commitment, path, told)
       select region_id, id, 3, 'mass-representative', $1, '名', sha256('\\x01'), path, told from ballot_poll`,
      [house.id('SCHOOL-1-04')],
    );
  });
  things.set('poll', pollId);
}
