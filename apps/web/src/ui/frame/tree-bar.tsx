import type { ReactNode } from 'react';
import { SideBar } from './side-bar.tsx';
import './tree.css';

type Props = {
  readonly name: string;
  readonly here: ReactNode;
  readonly find?: ReactNode;
  /** How the tree is cut: 按地区; and what its numbers count: 单位. */
  readonly by: ReactNode;
  readonly counts: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

/** The tree's side bar: search, one line of heads, the tree, what is wrong with the roster. */
export function TreeBar({ name, here, find, by, counts, foot, children }: Props): ReactNode {
  return (
    <SideBar name={name} here={here} width="tree" {...(foot !== undefined && { foot })}>
      {find !== undefined && <div className="m-tree-find">{find}</div>}
      <div className="m-tree-head">
        <span>{by}</span>
        <span>{counts}</span>
      </div>
      {children}
    </SideBar>
  );
}
