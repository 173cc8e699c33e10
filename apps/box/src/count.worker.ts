/** Opens the ballots of a closed poll in a thread of its own: twenty thousand take long, and other boxes go on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { pollOf, tallyOf } from '@muster/proof';
import { openerOf } from './key-of-secret.ts';
import type { CountTask } from './count-apart.ts';

const { manifest, ballots, closingSecret } = workerData as CountTask;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
parentPort?.postMessage(tallyOf(pollOf(manifest), ballots, openerOf(closingSecret)));
