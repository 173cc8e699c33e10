import { breaks, type Change, widens } from './change.ts';
import { compareSchemas } from './compare-schemas.ts';
import { asList, asObject, type Json, spelled } from './json.ts';

/** What changed between two OpenAPI documents, path by path and schema by schema. */
export function compareContracts(before: unknown, after: unknown): Change[] {
  if (spelled(before) === spelled(after)) return [];
  const [old, now] = [asObject(before), asObject(after)];
  const changes = [
    ...pairs(operations(old), operations(now), 'route', compareOperations),
    ...pairs(schemas(old), schemas(now), 'schema', (at, had, has) => compareSchemas(at, had, has, 'both')),
  ];
  return changes.length > 0 ? changes : [widens('document', 'titles, tags or other words changed')];
}

type Compare = (at: string, had: unknown, has: unknown) => Change[];

function pairs(old: Json, now: Json, noun: string, compare: Compare): Change[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].toSorted().flatMap((name) => {
    if (!(name in now)) return [breaks(name, `${noun} removed`)];
    return name in old ? compare(name, old[name], now[name]) : [widens(name, `${noun} added`)];
  });
}

/** `GET /api/units/{unitId}` → its operation. */
function operations(document: Json): Json {
  return Object.fromEntries(
    Object.entries(asObject(document['paths'])).flatMap(([path, methods]) =>
      Object.entries(asObject(methods)).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
    ),
  );
}

function schemas(document: Json): Json {
  return asObject(asObject(document['components'])['schemas']);
}

function compareOperations(at: string, had: unknown, has: unknown): Change[] {
  if (spelled(had) === spelled(has)) return [];
  const [old, now] = [asObject(had), asObject(has)];
  const changes = [
    ...compareParameters(at, parameters(old), parameters(now)),
    ...compareBodies(at, asObject(old['requestBody']), asObject(now['requestBody'])),
    ...pairs(asObject(old['responses']), asObject(now['responses']), 'answer', (status, one, other) =>
      compareSchemas('body', schemaOf(one), schemaOf(other), 'out').map((change) => ({
        ...change,
        at: `${status} ${change.at}`,
      })),
    ).map((change) => ({ ...change, at: `${at} → ${change.at}` })),
  ];
  return changes.length > 0 ? changes : [widens(at, 'words or other details changed')];
}

function parameters(operation: Json): Json {
  return Object.fromEntries(
    asList(operation['parameters'])
      .map(asObject)
      .map((parameter) => [`${String(parameter['in'])} ${String(parameter['name'])}`, parameter]),
  );
}

function compareParameters(at: string, old: Json, now: Json): Change[] {
  const required = Object.keys(now).filter(
    (name) => asObject(now[name])['required'] === true && asObject(old[name])['required'] !== true,
  );
  const rest = pairs(old, now, 'parameter', (name, had, has) =>
    compareSchemas(name, asObject(had)['schema'], asObject(has)['schema'], 'in'),
  );
  const asked = required.map((name) => breaks(name, 'parameter became required'));
  return [...asked, ...rest].map((change) => ({ ...change, at: `${at} ${change.at}` }));
}

function compareBodies(at: string, old: Json, now: Json): Change[] {
  const asked =
    now['required'] === true && old['required'] !== true ? [breaks(`${at} body`, 'body became required')] : [];
  return [...asked, ...compareSchemas(`${at} body`, schemaOf(old), schemaOf(now), 'in')];
}

/** The schema of a body or an answer; the house speaks JSON, so the first content type stands for it. */
function schemaOf(carrier: unknown): unknown {
  return asObject(Object.values(asObject(asObject(carrier)['content']))[0])['schema'];
}
