import { join } from 'node:path';
import { activate } from '@muster/contract/access';
import { demoPassword } from '../demo/demo-password.ts';
import type { Running } from '../serve.ts';
import { openVisits } from '../visit.ts';
import { castForReader, holdDemoVotes } from './hold-votes.ts';

interface Wishes {
  readonly folder: string;
  readonly stopping: AbortSignal;
  /** Told once the reader's vote waits, with the page that it is led from. */
  readonly waits: (address: string) => void;
}

/** Holds the electronic votes of a demo city, over the issuer and the box that serve it; ends when nothing in it waits for the reader. */
export async function voteInDemo(
  { installation, voting, address }: Pick<Running, 'installation' | 'voting' | 'address'>,
  { folder, stopping, waits }: Wishes,
): Promise<void> {
  const visits = await openVisits(installation, {
    issuerFolder: join(folder, 'issuer'),
    boxFolder: join(folder, 'box'),
    addresses: () => voting,
  });
  const [office, team, head] = [await visits.as('office'), await visits.as('team'), await visits.as('head')];
  const activated = async (code: string) => {
    const answer = await visits.app.inject({
      method: activate.method,
      url: activate.path,
      payload: { code, password: demoPassword },
    });
    if (answer.statusCode !== activate.status) throw new Error(`An account was not activated: ${answer.body}`);
  };
  const organisers = { office, team, head, visit: visits.as, activated, voting, folder, stopping };
  try {
    const reader = await holdDemoVotes(organisers);
    if (reader !== null) waits(`${address}/units/${reader.unitId}/polls`);
  } finally {
    await visits.close();
  }
  await castForReader(organisers);
}
