import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { Tree } from '../../ui/frame/tree.tsx';
import type { TreeNode } from '../../ui/frame/tree-rows.ts';
import { Loading } from '../../ui/sheet/loading.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { childrenOf, treeKey, useRoots, type OrganisationNode } from '../queries.ts';

export type PickedNode = Pick<OrganisationNode, 'id' | 'kind' | 'name'>;

type Props = {
  readonly name: string;
  readonly tree: OrganisationNode['tree'];
  /** Which kinds can be chosen; the others lead to them. */
  readonly kinds: readonly OrganisationNode['kind'][];
  /** Shown, and not to be chosen. */
  readonly except: string;
  readonly value: PickedNode | null;
  readonly onPick: (node: PickedNode | null) => void;
};

/** One node of a tree, found level by level; the tree gives way to what was chosen. */
export function NodePicker({ name, tree, kinds, except, value, onPick }: Props): ReactNode {
  const t = useText();
  const { data: roots } = useRoots();
  if (value !== null)
    return (
      <p className="org-picked">
        <b>
          <UserText>{value.name}</UserText>
        </b>{' '}
        <Button small quiet onClick={() => onPick(null)}>
          {t('organisation.change.another')}
        </Button>
      </p>
    );
  if (roots === undefined) return <Loading rows={4} />;
  const shown = roots.filter((root) => root.tree === tree);
  return (
    <div className="org-picker">
      <PickTree name={name} roots={shown} kinds={kinds} except={except} onPick={onPick} />
    </div>
  );
}

type TreeProps = Pick<Props, 'name' | 'kinds' | 'except' | 'onPick'> & { readonly roots: readonly OrganisationNode[] };

function PickTree({ name, roots, kinds, except, onPick }: TreeProps): ReactNode {
  const cache = useQueryClient();
  const cacheKey = [...treeKey, 'pick', kinds.join(' ')];
  const leads = ({ kind, hasChildren }: OrganisationNode): boolean => hasChildren || kinds.includes(kind);
  const pick = (id: string): void => {
    const fetched = cache.getQueriesData<readonly OrganisationNode[]>({ queryKey: cacheKey });
    const node = [...roots, ...fetched.flatMap(([, nodes]) => nodes ?? [])].find((each) => each.id === id);
    if (node !== undefined && node.id !== except && kinds.includes(node.kind)) onPick(node);
  };
  return (
    <Tree
      name={name}
      roots={roots.map(asRow)}
      load={async (id) => (await childrenOf(id)).filter(leads).map(asRow)}
      cacheKey={cacheKey}
      onSelect={pick}
      openAtFirst={roots.slice(0, 1).map(({ id }) => id)}
    />
  );
}

function asRow(node: OrganisationNode): TreeNode & OrganisationNode {
  return { ...node, leaf: !node.hasChildren };
}
