import {
  catalogue,
  extendedBy,
  layOver,
  readPlaybook,
  type InstanceLists,
  type LayerName,
  type PlaybookFault,
} from '@muster/core/campaign';
import type { Json } from '@muster/proof';
import type { ReadTx } from '../platform/database/db.ts';
import { parsePlaybook, type LocatedFault } from './parse-playbook.ts';
import { playbookVersion } from './queries.ts';
import { storedPlaybooks } from './stored-playbooks.ts';

/** A playbook, or a layer that was held against what it extends. */
export interface ReadDocument {
  readonly name: LayerName;
  readonly body: Json;
  /** As it was written. */
  readonly source: string;
  /** The stored document that it extends. */
  readonly extendsId: string | null;
}

/** A document from YAML with every fault in its line. What a layer extends has to be loaded: it is measured by all that holds there. */
export async function readDocument(tx: ReadTx, yaml: string): Promise<ReadDocument | readonly LocatedFault[]> {
  const parsed = parsePlaybook(yaml);
  if (!('body' in parsed)) return parsed;
  const { body, locate } = parsed;
  const extended = extendedBy(body);
  if (Array.isArray(extended)) return locate(extended);
  const lists = await instanceLists(tx);
  if (extended === null) {
    const playbook = readPlaybook(body, catalogue, lists);
    return Array.isArray(playbook) ? locate(playbook) : { name: nameOf(playbook), body, source: yaml, extendsId: null };
  }
  const superior = await playbookVersion(tx, extended);
  if (superior === null) return locate([unknownSuperior(extended)]);
  const above = (await storedPlaybooks(tx, [superior.lineage]))(superior.lineage);
  const laid = layOver(above.playbook, body, catalogue, lists);
  return Array.isArray(laid) ? locate(laid) : { name: laid.name, body, source: yaml, extendsId: superior.id };
}

/** Classes and categories that units and people can be of now. */
async function instanceLists(tx: ReadTx): Promise<InstanceLists> {
  const classes = await tx.selectFrom('unit_class').select('code').where('retired_at', 'is', null).execute();
  const categories = await tx.selectFrom('member_category').select('code').where('retired_at', 'is', null).execute();
  return { classes: classes.map(({ code }) => code), categories: categories.map(({ code }) => code) };
}

function nameOf({ code, version, title }: LayerName): LayerName {
  return { code, version, title };
}

function unknownSuperior({ code, version }: Pick<LayerName, 'code' | 'version'>): PlaybookFault {
  return {
    at: 'extends',
    path: ['extends'],
    code: 'layer-superior-unknown',
    params: { superior: `${code} ${version}` },
  };
}
