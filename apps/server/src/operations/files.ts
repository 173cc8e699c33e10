import { exportOrganisations, importOrganisations, listRoots } from '@muster/contract/organisation';
import { exportMembers, importMembers } from '@muster/contract/roster';
import type { Installation } from './installation.ts';
import { visitAs } from './visit.ts';
import type { Visitor } from './visitor.ts';

interface Wanted {
  readonly what: 'organisations' | 'members';
  /** In whose name, and with whose rights. */
  readonly login: string;
  /** Id of the node, as the desk's addresses have it; null for the topmost one of that person. */
  readonly under: string | null;
}

interface ImportWanted extends Wanted {
  readonly fileName: string;
  readonly csv: string;
  readonly commit: boolean;
  readonly exceptRefused: boolean;
}

/** The same import as in the browser, for a file on this machine. */
export function importFile(installation: Installation, wanted: ImportWanted) {
  const { what, fileName, csv, commit, exceptRefused } = wanted;
  return visitAs(installation, wanted.login, async (visitor) => {
    const organisationId = wanted.under ?? (await topmostOf(visitor));
    const route = what === 'members' ? importMembers : importOrganisations;
    return visitor.call(route, { params: { organisationId }, body: { fileName, csv, commit, exceptRefused } });
  });
}

export function exportFile(installation: Installation, wanted: Wanted) {
  return visitAs(installation, wanted.login, async (visitor) => {
    const organisationId = wanted.under ?? (await topmostOf(visitor));
    return visitor.call(wanted.what === 'members' ? exportMembers : exportOrganisations, {
      params: { organisationId },
    });
  });
}

async function topmostOf(visitor: Visitor): Promise<string> {
  const { nodes } = await visitor.call(listRoots, {});
  const id = nodes[0]?.id;
  if (id === undefined) throw new Error('that person may see no node');
  return id;
}
