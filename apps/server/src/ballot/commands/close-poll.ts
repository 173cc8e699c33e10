import { permit } from '@muster/core/access';
import { closePoll } from '@muster/core/ballot';
import { isRefusal, refuse } from '@muster/core/kernel';
import { headMessage, isHeadSigned, issuedMessage } from '@muster/proof';
import type { Command } from '../../platform/command.ts';
import { pollFact } from '../poll-fact.ts';
import { lockedPoll, type KeptPoll } from '../polls.ts';
import type { ClosedBox } from '../processes.ts';

interface Input {
  readonly pollId: string;
  readonly box: ClosedBox;
}

interface Facts {
  readonly closedAt: Date;
  readonly box: ClosedBox;
}

type Answer = { id: string; issued: number; cast: number; root: string };

/** The issuer and the box have said what they hold; it is written down once their signatures are right. */
export const closePollCommand: Command<Input, KeptPoll, Facts, Answer> = {
  name: 'ballot.close',
  load: (tx, { pollId }) => lockedPoll(tx, pollId),
  permit: (actor, { led }) => permit(actor.grants, 'open-assessment', led),
  decide: ({ course, manifest, hash }, { box }, { at }) => {
    const closed = closePoll(course, { eligible: manifest.electorate.count, issued: box.issued, cast: box.cast }, at);
    if (isRefusal(closed)) return closed;
    const id = Buffer.from(hash, 'hex');
    const { keys } = manifest;
    const isSigned =
      isHeadSigned(keys.issued, issuedMessage(id, box.issued), box.issuedSignature) &&
      isHeadSigned(keys.box, headMessage(id, box.cast, Buffer.from(box.root, 'hex')), box.headSignature);
    return isSigned ? { ...closed, box } : refuse('poll-signature-wrong');
  },
  save: async (tx, { closedAt, box }, { regionId, id, place }, { actor }) => {
    await tx
      .insertInto('tally_poll')
      .values({
        region_id: regionId,
        poll_id: id,
        issued: box.issued,
        cast_ballots: box.cast,
        root: Buffer.from(box.root, 'hex'),
        issued_signature: Buffer.from(box.issuedSignature, 'hex'),
        head_signature: Buffer.from(box.headSignature, 'hex'),
        closed_by: actor.personId,
        closed_by_name: actor.personName,
        recorded_at: closedAt,
        path: place.path,
        told: [...place.linked],
      })
      .execute();
  },
  record: ({ box: { issued, cast, root } }, poll) => [
    pollFact('closed', poll, { issued, cast, root }, { issued, cast }),
  ],
  answer: ({ box: { issued, cast, root } }, { id }) => ({ id, issued, cast, root }),
};
