import { workbookType, type Problem, type Route, type RouteAnswer, type RouteCall } from '@muster/contract';
import { campaignHeader } from '@muster/contract/campaign';
import { fileBytes } from '@muster/contract/platform';

/** The server said no: `problem.code` names the sentence. A request that never reached it fails with fetch's own error. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(told: Problem) {
    super(told.code);
    this.name = 'Refused';
    this.problem = told;
  }
}

export interface ClientOptions {
  /** Where the server is, without a slash at the end; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
  /** The token of the session, sent with everything that changes something. */
  readonly csrf?: () => string | null;
  readonly headers?: () => Readonly<Record<string, string>>;
}

export interface CallOptions {
  /** For routes that take an `Idempotency-Key`; without it each call is a new command. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** An id of one's own, by which `readProgress` tells how far a long call is. */
  readonly progress?: string;
  /** Of several campaigns at a place the one to show or to act in. */
  readonly campaign?: string;
}

export interface Client {
  call<R extends Route>(route: R, input: RouteCall<R>, options?: CallOptions): Promise<RouteAnswer<R>>;
  /** A list as it is narrowed, whole, as a workbook in a language. */
  workbook<R extends Route>(
    route: R,
    input: RouteCall<R>,
    options: CallOptions & { readonly language: 'zh' | 'en' },
  ): Promise<NamedFile>;
}

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A client for every route of the contract, typed by the route itself. */
export function makeClient(options: ClientOptions): Client {
  const send = options.fetch ?? fetch;
  const ask = async (
    route: Route,
    { params, query, body }: Parts,
    { key, signal, progress, campaign }: CallOptions,
    accepted: Readonly<Record<string, string>>,
  ): Promise<Response> => {
    const headers: Record<string, string> = { ...accepted, ...options.headers?.() };
    const csrf = options.csrf?.();
    if (csrf) headers['x-muster-csrf'] = csrf;
    if (route.idempotency === 'key') headers['idempotency-key'] = key ?? newKey();
    if (campaign !== undefined) headers[campaignHeader] = campaign;
    if (progress !== undefined) headers['progress-id'] = progress;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await send(`${options.baseUrl}${pathOf(route.path, params)}${queryOf(query)}`, {
      method: route.method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (!answer.ok) throw new Refused(await problemFrom(answer));
    return answer;
  };
  return {
    async call<R extends Route>(route: R, input: RouteCall<R>, wishes: CallOptions = {}): Promise<RouteAnswer<R>> {
      const answer = await ask(route, input as Parts, wishes, { accept: 'application/json' });
      return (await contentOf(route, answer)) as RouteAnswer<R>;
    },
    async workbook(route, input, { language, ...wishes }) {
      const answer = await ask(route, input as Parts, wishes, { accept: workbookType, 'accept-language': language });
      return { name: nameOf(answer), bytes: new Uint8Array(await answer.arrayBuffer()) };
    },
  };
}

/** As the server called it. */
function nameOf({ headers }: Response): string {
  const named = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
  return named === undefined ? 'list.xlsx' : decodeURIComponent(named);
}

async function contentOf(route: Route, answer: Response): Promise<unknown> {
  if (answer.status === 204) return null;
  return route.answer === fileBytes ? new Uint8Array(await answer.arrayBuffer()) : answer.json();
}

/** A new key for one intention. `crypto.randomUUID` exists on encrypted pages only; offices also open plain addresses. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

function pathOf(path: string, params: Parts['params'] = {}): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function queryOf(query: Parts['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}

/** A proxy in between may answer with a page of its own: still a problem, with its status. */
async function problemFrom(answer: Response): Promise<Problem> {
  try {
    const told = (await answer.json()) as Partial<Problem>;
    if (typeof told.code === 'string') return told as Problem;
  } catch {
    // Not JSON: fall through to what the status says.
  }
  const code = answer.status === 503 || answer.status === 502 ? 'unavailable' : 'internal';
  return { type: `urn:muster:refusal:${code}`, title: code, status: answer.status, code, params: {}, request: '' };
}
