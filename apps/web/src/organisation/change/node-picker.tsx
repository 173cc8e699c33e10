import type { ReactNode } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { FindBox } from '../../app/find/find-box.tsx';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Tree } from '../../ui/frame/tree.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { childrenOf, treeKey, useRoots, type OrganisationNode } from '../queries.ts';
import { levelOf, rowOf, type NodeRow } from '../tree-level.ts';

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
  const term = useTerms();
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
      <div className="m-tree-find">
        <FindBox
          name={t('app.find.node')}
          placeholder={t(tree === 'place' ? 'app.find.nodeHint' : 'app.find.branchHint', {
            units: term('unit', 'many'),
          })}
          wish={{ kinds, only: 'present' }}
          except={except}
          align="start"
          onChoose={(found) => found.what === 'organisation' && onPick(found)}
        />
      </div>
      <PickTree name={name} roots={shown} kinds={kinds} except={except} onPick={onPick} />
    </div>
  );
}

type TreeProps = Pick<Props, 'name' | 'kinds' | 'except' | 'onPick'> & { readonly roots: readonly OrganisationNode[] };

function PickTree({ name, roots, kinds, except, onPick }: TreeProps): ReactNode {
  const leads = ({ kind, hasChildren }: OrganisationNode): boolean => hasChildren || kinds.includes(kind);
  return (
    <Tree
      name={name}
      roots={roots.map(quiet)}
      load={async (id, wish) => {
        const level = levelOf(await childrenOf(id, wish));
        return { ...level, nodes: level.nodes.filter(leads).map(quiet), also: level.also && quiet(level.also) };
      }}
      cacheKey={[...treeKey, 'pick']}
      onSelect={(node) => node.id !== except && kinds.includes(node.kind) && onPick(node)}
      openAtFirst={roots.slice(0, 1).map(({ id }) => id)}
    />
  );
}

/** Without its count: here it is the name that matters. */
function quiet(node: OrganisationNode): NodeRow {
  const { count: _count, ...row } = rowOf(node);
  return row;
}
