import type { ReactNode } from 'react';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { UserText } from '../../ui/text/user-text.tsx';

type Props = {
  readonly node: { readonly id: string; readonly name: string };
  /** False: known by name alone. */
  readonly opens?: boolean;
};

export function NodeLink({ node, opens = true }: Props): ReactNode {
  if (!opens) return <UserText>{node.name}</UserText>;
  return (
    <Anchor className="m-link" href={`/organisations/${node.id}`}>
      <UserText>{node.name}</UserText>
    </Anchor>
  );
}
