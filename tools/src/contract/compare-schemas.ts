import { breaks, type Change, type Way, widens } from './change.ts';
import { asList, asObject, type Json, spelled } from './json.ts';

/** What changed between two JSON Schemas. Going in, asking for more breaks; coming out, promising less breaks. */
export function compareSchemas(at: string, before: unknown, after: unknown, way: Way): Change[] {
  if (spelled(before) === spelled(after)) return [];
  const [old, now] = [asObject(before), asObject(after)];
  const shape = ['type', 'format', '$ref', 'const'].filter((key) => spelled(old[key]) !== spelled(now[key]));
  if (shape.length > 0) return shape.map((key) => breaks(at, `${key} ${told(old[key])} → ${told(now[key])}`));
  const changes = [
    ...compareProperties(at, old, now, way),
    ...compareRequired(at, old, now, way),
    ...compareChoices(at, old, now, way),
    ...compareBounds(at, old, now, way),
    ...compareSchemas(`${at}[]`, old['items'], now['items'], way),
  ];
  return changes.length > 0 ? changes : [widens(at, 'words or other details changed')];
}

function compareProperties(at: string, old: Json, now: Json, way: Way): Change[] {
  const [had, has] = [asObject(old['properties']), asObject(now['properties'])];
  const gone = Object.keys(had).filter((name) => !(name in has));
  const added = Object.keys(has).filter((name) => !(name in had));
  const kept = Object.keys(had).filter((name) => name in has);
  return [
    ...gone.map((name) => breaks(`${at}.${name}`, 'property removed')),
    ...added.map((name) => widens(`${at}.${name}`, 'property added')),
    ...kept.flatMap((name) => compareSchemas(`${at}.${name}`, had[name], has[name], way)),
  ];
}

function compareRequired(at: string, old: Json, now: Json, way: Way): Change[] {
  const [had, has] = [new Set(asList(old['required'])), new Set(asList(now['required']))];
  const asked = [...has].filter((name) => !had.has(name));
  const dropped = [...had].filter((name) => !has.has(name) && String(name) in asObject(now['properties']));
  return [
    ...asked.map((name) => (way === 'out' ? widens : breaks)(`${at}.${String(name)}`, 'became required')),
    ...dropped.map((name) => (way === 'in' ? widens : breaks)(`${at}.${String(name)}`, 'became optional')),
  ];
}

function compareChoices(at: string, old: Json, now: Json, way: Way): Change[] {
  return ['enum', 'anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const [had, has] = [asList(old[key]).map(spelled), asList(now[key]).map(spelled)];
    if (had.length === 0 && has.length > 0) return [breaks(at, `${key} narrows what was free`)];
    const gone = had.filter((choice) => !has.includes(choice));
    const added = has.filter((choice) => !had.includes(choice));
    return [
      ...gone.map((choice) => breaks(at, `${key} lost ${choice}`)),
      ...added.map((choice) => (way === 'in' ? widens : breaks)(at, `${key} gained ${choice}`)),
    ];
  });
}

const ceilings = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const floors = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];

function compareBounds(at: string, old: Json, now: Json, way: Way): Change[] {
  const bounds = [...ceilings, ...floors, 'pattern', 'additionalProperties'];
  return bounds
    .filter((key) => spelled(old[key]) !== spelled(now[key]))
    .map((key) => {
      const narrower = isNarrower(key, old[key], now[key]);
      const harmless = way === 'out' ? narrower : !narrower && way === 'in';
      return (harmless ? widens : breaks)(at, `${key} ${told(old[key])} → ${told(now[key])}`);
    });
}

function isNarrower(key: string, old: unknown, now: unknown): boolean {
  if (now === undefined) return false;
  if (old === undefined || typeof old !== 'number' || typeof now !== 'number') return true;
  return ceilings.includes(key) ? now < old : now > old;
}

function told(value: unknown): string {
  return value === undefined ? 'none' : spelled(value);
}
