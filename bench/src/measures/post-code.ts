import { Agent, request } from 'node:http';
import type { SigningIn } from './meetings-to-sign.ts';

/** A connection from an address of its own, as telephones have: what one address may ask in a minute is limited. */
export const telephone = (place: number): Agent =>
  new Agent({ keepAlive: true, maxSockets: 1, localAddress: `127.0.1.${place + 1}` });

/** Fetch costs this machine as much as the server does; this is the barest way that a browser’s request has. */
export function postCode(
  agent: Agent,
  address: string,
  { planId, cookie, csrf }: SigningIn,
  code: string,
): Promise<number> {
  const body = JSON.stringify({ code });
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    cookie,
    'x-muster-csrf': csrf,
  };
  return new Promise((resolve, reject) => {
    const asking = request(`${address}/api/plans/${planId}/sign-in`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.on('error', reject).end(body);
  });
}
