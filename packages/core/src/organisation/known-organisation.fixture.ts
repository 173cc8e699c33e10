import type { KnownOrganisation } from './known-organisation.ts';
import { treeOf, type Kind } from './organisation-kinds.ts';

/** An organisation that exists, named by its id, open and in order. */
export function known(id: string, kind: Kind, over: Partial<KnownOrganisation> = {}): KnownOrganisation {
  const base = {
    parentId: null,
    path: id,
    linked: [],
    name: id,
    code: id,
    creditCode: null,
    classCode: null,
    state: 'normal',
    operation: 'running',
  } as const;
  return {
    ...base,
    id,
    tree: treeOf(kind),
    kind,
    position: 0,
    openedOn: '2020-01-01',
    isClosed: false,
    hasOpenRemedy: false,
    stated: null,
    serves: [],
    may: true,
    isOwn: true,
    ...over,
  };
}
