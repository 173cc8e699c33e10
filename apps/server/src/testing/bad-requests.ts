import type { Route } from '@muster/contract';
import { nil, words } from './bad-words.ts';
import type { Seeded } from './seeded.ts';

/** A request as it goes over the wire: nothing is put right by a client. */
export interface WireRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Name, value, name, value: a name may come twice. */
  readonly headers: readonly string[];
  readonly body: string | null;
}

/** What would be right, and who sends it: a fault is put into this. */
export interface Subject {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: object | null;
  /** Cookie first, then the token; empty for a stranger. */
  readonly credentials: readonly string[];
  /** Of things of every kind. */
  readonly ids: readonly string[];
}

/** A way of being wrong: null where a request cannot be wrong in that way. */
type Fault = (subject: Subject, chance: Seeded) => WireRequest | null;

const json = ['content-type', 'application/json'] as const;
const numbers = [-1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, '1', null];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'REPORT', 'LOCK'];

function addressOf({ route, params, query }: Subject, search?: string): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const asked = search ?? new URLSearchParams(query).toString();
  return asked === '' ? path : `${path}?${asked}`;
}

function request(subject: Subject, over: Partial<WireRequest> = {}): WireRequest {
  const body = subject.body === null ? null : JSON.stringify(subject.body);
  const hasBody = (over.body ?? body) !== null;
  const headers = [...subject.credentials, ...(hasBody ? json : []), 'idempotency-key', crypto.randomUUID()];
  return { method: subject.route.method, path: addressOf(subject), headers, body, ...over };
}

type Key = string | number;

interface Leaf {
  readonly at: readonly Key[];
  readonly value: unknown;
}

/** Every value inside, with the way to it. */
function leaves(value: unknown, at: readonly Key[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ at, value }];
  return [
    { at, value },
    ...Object.entries(value).flatMap(([key, each]) => leaves(each, [...at, Array.isArray(value) ? Number(key) : key])),
  ];
}

/** A copy with another value at one place. */
function replaced(value: unknown, [key, ...rest]: readonly Key[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === key ? replaced(each, rest, by) : each));
  const record = value as Record<Key, unknown>;
  return { ...record, [key]: replaced(record[key], rest, by) };
}

/** Puts something else in the place of one value of the body that fits; nothing is wrong with null where it means something. */
const instead =
  (fits: (value: unknown) => boolean, by: (value: unknown, chance: Seeded) => unknown): Fault =>
  (subject, chance) => {
    const found = subject.body === null ? [] : leaves(subject.body).filter((leaf) => fits(leaf.value));
    if (found.length === 0) return null;
    const { at, value } = chance.pick(found);
    const other = by(value, chance);
    const body = replaced(subject.body, at, other);
    const isMeant = other === null && subject.route.body?.safeParse(body).success === true;
    return isMeant ? null : request(subject, { body: JSON.stringify(body) });
  };

const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (value: unknown) => isText(value) && /^[\da-f]{8}-/.test(value);
const isDate = (value: unknown) => isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isInstant = (value: unknown) => isText(value) && /^\d{4}-\d{2}-\d{2}T/.test(value);
const isWord = (value: unknown) => isText(value) && !isId(value) && !isDate(value) && !isInstant(value);

function otherType(value: unknown, chance: Seeded): unknown {
  const others = [0, 1.5, true, null, 'text', [], {}, [null], { a: 1 }, [[[]]]];
  const isNode = typeof value === 'object';
  return chance.pick(others.filter((each) => (isNode ? typeof each !== 'object' : typeof each !== typeof value)));
}

const withoutField: Fault = (subject, chance) => {
  const fields = Object.keys(subject.body ?? {}).filter(
    (field) => subject.route.body?.safeParse({ ...subject.body, [field]: undefined }).success === false,
  );
  return fields.length === 0
    ? null
    : request(subject, { body: JSON.stringify({ ...subject.body, [chance.pick(fields)]: undefined }) });
};

/** The value is put in as it is, with what may follow it; the rest of the query stays. */
function inQueryOf(subject: Subject, name: string, value: string): WireRequest {
  const { [name]: _, ...others } = subject.query;
  const rest = new URLSearchParams(Object.entries(others).filter(([, each]) => each !== '')).toString();
  return request(subject, { path: addressOf(subject, `${rest}${rest === '' ? '' : '&'}${name}=${value}`) });
}

const inQuery =
  (name: string, values: readonly string[]): Fault =>
  (subject, chance) =>
    name in subject.query ? inQueryOf(subject, name, chance.pick(values)) : null;

const anywhereInQuery =
  (by: (value: string) => string): Fault =>
  (subject, chance) => {
    const names = Object.keys(subject.query);
    if (names.length === 0) return null;
    const name = chance.pick(names);
    return inQueryOf(subject, name, by(encodeURIComponent(subject.query[name] ?? '')));
  };

/** Of a request that has not arrived nothing is known, which is no fault of whoever asks. */
const isKeyOfRequest = ({ params }: Route, name: string, value: string): boolean =>
  name === 'progressId' && params?.safeParse({ [name]: value }).success === true;

const inPath =
  (values: readonly string[], fits: (name: string) => boolean = () => true): Fault =>
  (subject, chance) => {
    const names = Object.keys(subject.params).filter(fits);
    if (names.length === 0) return null;
    const [name, value] = [chance.pick(names), chance.pick(values)];
    if (isKeyOfRequest(subject.route, name, value)) return null;
    return request(subject, { path: addressOf({ ...subject, params: { ...subject.params, [name]: value } }) });
  };

const changes = ({ route }: Subject) => route.method !== 'GET';
const ofSession = (subject: Subject) => changes(subject) && subject.route.access !== 'public';

/** Every way; the answer to each must be a refusal. */
export const faults: Readonly<Record<string, Fault>> = {
  'a value of another type': instead(() => true, otherType),
  'a field missing': withoutField,
  'a field missing and two too many': (subject, chance) => {
    const short = withoutField(subject, chance);
    return short === null
      ? null
      : {
          ...short,
          body: (short.body ?? '').replace('{', `{"isAdmin":true,"id":"${nil}"${short.body === '{}' ? '' : ','}`),
        };
  },
  'a huge text': instead(isText, (_, chance) =>
    chance.pick(['a', '中', ' ', '"']).repeat(100_001 + chance.below(60_000)),
  ),
  'a null character': instead(isText, (value, chance) =>
    chance.pick(['\0', `${String(value)}\0`, `\0${String(value)}`, 'a\0b']),
  ),
  'half a character': instead(isText, (value, chance) =>
    chance.pick(['\ud800', `${String(value)}\udfff`, `\udc00\ud800${String(value)}`]),
  ),
  'an id that is none': instead(isId, (_, chance) => chance.pick([...words.ids, ...words.odd])),
  'a date that is none': instead(isDate, (_, chance) => chance.pick([...words.dates, ...words.instants])),
  'an instant that is none': instead(isInstant, (_, chance) => chance.pick([...words.instants, ...words.dates])),
  'a number out of range': instead(
    (value) => typeof value === 'number',
    (_, chance) => chance.pick(numbers),
  ),
  'broken JSON': (subject, chance) => (changes(subject) ? request(subject, { body: chance.pick(words.json) }) : null),
  'no object': (subject, chance) =>
    subject.body === null ? null : request(subject, { body: chance.pick(words.notObjects) }),
  'JSON cut off': (subject, chance) => {
    const text = JSON.stringify(subject.body);
    return subject.body === null ? null : request(subject, { body: text.slice(0, 1 + chance.below(text.length - 1)) });
  },
  'another content type': (subject, chance) =>
    subject.body === null
      ? null
      : request(subject, { headers: [...subject.credentials, 'content-type', chance.pick(words.types)] }),
  'a poisoned prototype': (subject, chance) => {
    const poison = chance.pick([
      '"__proto__":{"grants":[]}',
      '"constructor":{"prototype":{"isAdmin":true}}',
      String.raw`"\u005f_proto__":{"a":1}`,
    ]);
    return subject.body === null
      ? null
      : request(subject, { body: JSON.stringify(subject.body).replace('{', `{${poison},`) });
  },
  'odd words at a wrong place': (subject, chance) => {
    const [name] = Object.keys(subject.params);
    if (name === undefined) return null;
    const elsewhere = { ...subject, params: { ...subject.params, [name]: nil } };
    return instead(isWord, () => chance.pick([...words.odd, '\ud800', '\udfff\ud800']))(elsewhere, chance);
  },
  'an odd path': inPath([...words.paths, ...words.ids.map(encodeURIComponent)]),
  'an id of nothing': inPath([nil, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '0198c000-0000-7000-8000-000000000001']),
  'an id of something else': (subject, chance) => {
    const others = subject.ids.filter((id) => !Object.values(subject.params).includes(id));
    return inPath(others, (name) => !/organisation|unit|branch/.test(name))(subject, chance);
  },
  'a bad cursor': inQuery('after', words.cursors),
  'a bad limit': inQuery('limit', words.limits),
  'a repeated parameter': inQuery('after', [`${nil}&after=${nil}`, `${nil}&limit=1&limit=2`]),
  'a verdict that is none': inQuery('condition', [
    'hours&verdict=x',
    'hours&verdict=',
    'hours&verdict=met&verdict=met',
  ]),
  'a null character in the query': anywhereInQuery((value) => `${value}%00b`),
  'a value of the query too long': anywhereInQuery((value) => `${value}${'%E4%B8%AD'.repeat(700)}`),
  'a query too long': (subject, chance) =>
    request(subject, { path: `${addressOf(subject, '')}?after=${'a'.repeat(17_000 + chance.below(20_000))}` }),
  'another method': (subject, chance) =>
    request(subject, {
      method: chance.pick(methods),
      path: `${addressOf(subject, '')}/nothing-here`.replace('//', '/'),
    }),
  'a method that is none': (subject, chance) => request(subject, { method: chance.pick(['BREW', 'PO', 'X-1']) }),
  'a path that is none': (subject, chance) =>
    request(subject, {
      path: `/api/${chance.pick(words.places)}/${chance.below(99)}`,
    }),
  'a forged token': (subject, chance) => {
    const token = chance.pick(['', 'x', 'null', 'a'.repeat(5000)]);
    return ofSession(subject)
      ? request(subject, {
          headers: [...subject.credentials.slice(0, 2), 'x-muster-csrf', token, ...json],
          body: subject.body === null ? '{}' : JSON.stringify(subject.body),
        })
      : null;
  },
  'a token twice': (subject) =>
    ofSession(subject)
      ? request(subject, {
          headers: [...subject.credentials, ...subject.credentials.slice(2), ...json],
          body: JSON.stringify(subject.body ?? {}),
        })
      : null,
  'another origin': (subject, chance) => {
    const origin = chance.pick(words.origins);
    return changes(subject)
      ? request(subject, {
          headers: [...subject.credentials, ...json, 'origin', origin],
          body: JSON.stringify(subject.body ?? {}),
        })
      : null;
  },
  'a broken cookie': (subject, chance) =>
    subject.route.access === 'public'
      ? null
      : request({ ...subject, credentials: ['cookie', chance.pick(words.cookies)] }),
  'a key that is none': (subject, chance) => {
    const keys = [[], [''], ['x'], ['a'.repeat(101)], ["'; --------"], ['abcdefgh', 'abcdefgi']];
    const key = chance.pick(keys).flatMap((each) => ['idempotency-key', each]);
    return subject.route.idempotency === 'key'
      ? request(subject, { headers: [...subject.credentials, ...json, ...key] })
      : null;
  },
  'more than is read': (subject) =>
    subject.body === null
      ? null
      : request(subject, { headers: [...subject.credentials, ...json, 'content-length', '40000000'] }),
  'headers too large': (subject) =>
    request(subject, { headers: [...subject.credentials, 'x-filler', 'a'.repeat(20_000)] }),
};
