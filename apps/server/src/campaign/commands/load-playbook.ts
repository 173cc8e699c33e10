import { createHash } from 'node:crypto';
import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { canonicalJson } from '@muster/proof';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import type { LocatedFault } from '../parse-playbook.ts';
import { refusePlaybook } from '../playbook-refusal.ts';
import { playbookVersion } from '../queries.ts';
import { readDocument, type ReadDocument } from '../read-document.ts';

interface Input {
  readonly organisationId: string;
  readonly yaml: string;
}

interface State {
  readonly node: Node;
  readonly document: ReadDocument | readonly LocatedFault[];
  /** The same code and version, loaded before. */
  readonly before: { readonly id: string; readonly sha256: Buffer } | null;
}

interface Facts extends ReadDocument {
  readonly id: string;
  readonly sha256: Buffer;
  readonly isNew: boolean;
}

/** Loading the same document again answers as the first time; another one under a version that is taken is refused. */
export const loadPlaybookCommand: Command<Input, State, Facts, { id: string; code: string; version: string }> = {
  name: 'campaign.load-playbook',
  load: async (tx, { organisationId, yaml }) => {
    const node = await findNode(tx, organisationId);
    if (node === null) return refuse('not-found');
    const document = await readDocument(tx, yaml);
    return { node, document, before: 'body' in document ? await playbookVersion(tx, document.name) : null };
  },
  permit: (actor, { node }) => permit(actor.grants, 'manage-campaign', node.place),
  decide: ({ document, before }, _input, circumstances) => {
    if (!('body' in document)) return refusePlaybook(document);
    const sha256 = createHash('sha256').update(canonicalJson(document.body)).digest();
    if (before === null) return { ...document, sha256, id: circumstances.newId(), isNew: true };
    if (before.sha256.equals(sha256)) return { ...document, sha256, id: before.id, isNew: false };
    return refuse('playbook-version-exists', { code: document.name.code, version: document.name.version });
  },
  save: async (tx, { id, name: { code, version }, body, source, extendsId, sha256, isNew }, _state, { actor, at }) => {
    if (!isNew) return;
    await tx
      .insertInto('playbook')
      .values({
        id,
        code,
        version,
        body: JSON.stringify(body),
        source,
        sha256,
        extends_id: extendsId,
        loaded_by: actor.personId,
        loaded_at: at,
      })
      .execute();
  },
  record: ({ id, name: { code, version }, extendsId, sha256, isNew }, { node }) => {
    if (!isNew) return [];
    const head = { playbook: id, code, version, extends: extendsId, sha256: sha256.toString('hex') };
    const where = { regionId: node.regionId, unitId: null, place: node.place };
    const summary = { code, version };
    return [
      { ...where, kind: 'campaign.playbook-loaded', subjectId: id, occurredAt: null, summary, head, personal: [] },
    ];
  },
  answer: ({ id, name: { code, version } }) => ({ id, code, version }),
};
