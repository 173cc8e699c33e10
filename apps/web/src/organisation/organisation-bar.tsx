import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useGo } from '../app/go.tsx';
import { FindBox } from '../app/find/find-box.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { TreeBar } from '../ui/frame/tree-bar.tsx';
import { Tree } from '../ui/frame/tree.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './organisation-bar.css';
import { nodeAddress } from './node-address.ts';
import { levelOf, rowOf } from './tree-level.ts';
import { childrenOf, treeKey, useOrganisation, useRoots, type Organisation, type OrganisationNode } from './queries.ts';

type Hanging = OrganisationNode['tree'];

/** Both trees beside an overview, level by level, opened down to where one is. */
export function OrganisationBar({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data: here, isError } = useOrganisation(organisationId);
  const { data: roots } = useRoots();
  const [chosen, setChosen] = useState<Hanging | null>(null);
  const tree = chosen ?? here?.organisation.tree ?? 'place';
  const path = here === undefined || roots === undefined ? [] : pathTo(here, roots);
  const trees = new Set(roots?.map((root) => root.tree));
  return (
    <TreeBar
      name={t('organisation.tree')}
      here={here !== undefined && <UserText>{here.organisation.name}</UserText>}
      by={
        <span className="m-tree-ways">
          {(['place', 'party'] as const)
            .filter((way) => trees.has(way))
            .map((way) => (
              <button key={way} type="button" aria-pressed={way === tree} onClick={() => setChosen(way)}>
                {t(way === 'place' ? 'organisation.byPlace' : 'organisation.byParty')}
              </button>
            ))}
        </span>
      }
      find={<FindInTree tree={tree} />}
      counts={term(tree === 'place' ? 'unit' : 'branch', 'start-many')}
    >
      {here !== undefined && path.length > 0 && <Beyond above={here.above} top={path[0]} />}
      {(here === undefined && !isError) || roots === undefined ? (
        <Loading rows={6} />
      ) : (
        <NodeTree
          key={tree}
          roots={roots.filter((root) => root.tree === tree)}
          selected={organisationId}
          openAtFirst={[...path, ...firstOf(roots, tree)]}
          path={path}
        />
      )}
    </TreeBar>
  );
}

const kindsOf = { place: ['region', 'unit'], party: ['committee', 'general_branch', 'branch'] } as const;

/** The tree opens at whatever is found. */
function FindInTree({ tree }: { readonly tree: Hanging }): ReactNode {
  const t = useText();
  const term = useTerms();
  const go = useGo();
  return (
    <FindBox
      name={t('app.find.node')}
      placeholder={t(tree === 'place' ? 'app.find.nodeHint' : 'app.find.branchHint', {
        units: term('unit', 'many'),
      })}
      wish={{ kinds: kindsOf[tree], only: 'present' }}
      align="start"
      onChoose={(found) => found.what === 'organisation' && go(nodeAddress(found.kind, found.id))}
    />
  );
}

type TreeProps = {
  readonly roots: readonly OrganisationNode[];
  readonly selected: string;
  readonly openAtFirst: readonly string[];
  readonly path: readonly string[];
};

function NodeTree({ roots, selected, openAtFirst, path }: TreeProps): ReactNode {
  const t = useText();
  const go = useGo();
  return (
    <Tree
      name={t('organisation.tree')}
      roots={roots.map(rowOf)}
      load={async (id, wish) => levelOf(await childrenOf(id, wish))}
      cacheKey={treeKey}
      selected={selected}
      onSelect={({ kind, id }) => go(nodeAddress(kind, id))}
      openAtFirst={[...new Set(openAtFirst)]}
      path={path}
    />
  );
}

/** The names above the topmost node that one may open: known, and no more than that. */
function Beyond({
  above,
  top,
}: {
  readonly above: Organisation['above'];
  readonly top: string | undefined;
}): ReactNode {
  const end = above.findIndex(({ id }) => id === top);
  const names = (end === -1 ? above : above.slice(0, end)).map(({ name }) => name);
  return (
    names.length > 0 && (
      <p className="org-beyond">
        <UserText>{names.join(' / ')}</UserText>
      </p>
    )
  );
}

/** From the topmost node that one may open: what is above it is known by name alone. */
function pathTo({ above, organisation }: Organisation, roots: readonly OrganisationNode[]): readonly string[] {
  const path = [...above.map(({ id }) => id), organisation.id];
  const top = path.findIndex((id) => roots.some((root) => root.id === id));
  return top === -1 ? [] : path.slice(top);
}

/** The other tree opens at its first root, so that it never shows as a single line. */
function firstOf(roots: readonly OrganisationNode[], tree: Hanging): readonly string[] {
  const first = roots.find((root) => root.tree === tree && root.hasChildren);
  return first === undefined ? [] : [first.id];
}
