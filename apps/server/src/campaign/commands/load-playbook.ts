import { createHash } from 'node:crypto';
import { permit } from '@muster/core/access';
import { refuse, type InputFault } from '@muster/core/kernel';
import { catalogue, readPlaybook, type Playbook } from '@muster/core/campaign';
import { canonicalJson, type Json } from '@muster/proof';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command, Refused } from '../../platform/command.ts';
import { parsePlaybook, type LocatedFault } from '../parse-playbook.ts';
import { playbookVersion } from '../queries.ts';

interface Input {
  readonly organisationId: string;
  readonly yaml: string;
}

interface Loadable {
  readonly playbook: Playbook;
  readonly body: Json;
}

interface State {
  readonly node: Node;
  readonly parsed: Loadable | readonly LocatedFault[];
  /** The same code and version, loaded before. */
  readonly before: { readonly id: string; readonly sha256: Buffer } | null;
}

interface Facts extends Loadable {
  readonly id: string;
  readonly sha256: Buffer;
  readonly isNew: boolean;
}

/** Faults that one answer names; mending them shows the next. */
const mostFaults = 20;

/** Loading the same document again answers as the first time; another one under a version that is taken is refused. */
export const loadPlaybookCommand: Command<Input, State, Facts, { id: string; code: string; version: string }> = {
  name: 'campaign.load-playbook',
  load: async (tx, { organisationId, yaml }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const parsed = readYaml(yaml);
    return { node, parsed, before: isFaulty(parsed) ? null : await playbookVersion(tx, parsed.playbook) };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: ({ parsed, before }, _input, circumstances) => {
    if (isFaulty(parsed)) return refusePlaybook(parsed);
    const sha256 = createHash('sha256').update(canonicalJson(parsed.body)).digest();
    if (before === null) return { ...parsed, sha256, id: circumstances.newId(), isNew: true };
    if (before.sha256.equals(sha256)) return { ...parsed, sha256, id: before.id, isNew: false };
    return refuse('playbook-version-exists', { code: parsed.playbook.code, version: parsed.playbook.version });
  },
  save: async (tx, { id, playbook, body, sha256, isNew }, _state, { actor, at }) => {
    if (!isNew) return;
    const { code, version } = playbook;
    await tx
      .insertInto('playbook')
      .values({ id, code, version, body: JSON.stringify(body), sha256, loaded_by: actor.personId, loaded_at: at })
      .execute();
  },
  record: ({ id, playbook: { code, version }, sha256, isNew }, { node }) => {
    if (!isNew) return [];
    const head = { playbook: id, code, version, sha256: sha256.toString('hex') };
    const where = { regionId: node.regionId, unitId: null, place: node.place };
    const summary = { code, version };
    return [
      { ...where, kind: 'campaign.playbook-loaded', subjectId: id, occurredAt: null, summary, head, personal: [] },
    ];
  },
  answer: ({ id, playbook: { code, version } }) => ({ id, code, version }),
};

function readYaml(yaml: string): State['parsed'] {
  const parsed = parsePlaybook(yaml);
  if (!('body' in parsed)) return parsed;
  const playbook = readPlaybook(parsed.body, catalogue);
  return Array.isArray(playbook) ? parsed.locate(playbook) : { playbook, body: parsed.body };
}

function isFaulty(parsed: State['parsed']): parsed is readonly LocatedFault[] {
  return Array.isArray(parsed);
}

function refusePlaybook(faults: readonly LocatedFault[]): Refused {
  return {
    ...refuse('playbook-invalid', { faults: faults.length }),
    faults: faults.slice(0, mostFaults).map(inputFault),
  };
}

function inputFault({ at, code, params }: LocatedFault): InputFault {
  const details = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  const message = [code.replaceAll('-', ' '), ...details].join(', ');
  return { field: at, code: `playbook.${code}`, params, message };
}
