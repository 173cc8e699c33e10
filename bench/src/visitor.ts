import { randomUUID } from 'node:crypto';

/** Somebody logged in, asking as a browser does. An answer that is no success throws. */
export interface Visitor {
  readonly get: <Answer>(path: string) => Promise<Answer>;
  readonly send: (method: 'POST' | 'PUT', path: string, body: object) => Promise<void>;
  /** Of the desk, or of a process beside it at an address of its own. */
  readonly ask: <Answer>(path: string, body: object) => Promise<Answer>;
  /** Answers the id of what was made. */
  readonly make: (path: string, body: object) => Promise<string>;
}

export async function logIn(address: string, login: string, password: string): Promise<Visitor> {
  const entered = await post(`${address}/api/sessions`, { login, password });
  const cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const { csrf } = (await entered.json()) as { csrf: string };
  const headers = () => ({ ...json, cookie, 'x-muster-csrf': csrf, 'idempotency-key': randomUUID() });
  const ask = async <Answer>(path: string, body: object): Promise<Answer> => {
    const init = { method: 'POST', headers: headers(), body: JSON.stringify(body) };
    return (await asked(new URL(path, address).href, init)).json() as Promise<Answer>;
  };
  return {
    ask,
    get: async <Answer>(path: string): Promise<Answer> =>
      (await asked(address + path, { headers: { cookie } })).json() as Promise<Answer>,
    send: async (method, path, body) => {
      await asked(address + path, { method, headers: headers(), body: JSON.stringify(body) });
    },
    make: async (path, body) => (await ask<{ id: string }>(path, body)).id,
  };
}

const json = { 'content-type': 'application/json' };

export const post = (address: string, body: object): Promise<Response> =>
  asked(address, { method: 'POST', headers: json, body: JSON.stringify(body) });

async function asked(address: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}
