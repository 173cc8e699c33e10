import { Fragment, type ReactNode } from 'react';
import type { TextKey } from './texts.ts';
import { useText } from './use-text.ts';

type Props = {
  readonly k: TextKey;
  readonly count?: number;
  /** Nodes for the places of the sentence: a `UserText`, a `Figure`, a link. */
  readonly values: Readonly<Record<string, ReactNode>>;
};

// A private-use character marks a node's place, so that typed text never passes through the template.
const edge = '\uE000';

/** A sentence of ours with nodes in it: `<Say k="gate.before" values={{ stage: <UserText>…</UserText> }} />`. */
export function Say({ k, count, values }: Props): ReactNode {
  const t = useText();
  const places = Object.fromEntries(Object.keys(values).map((name) => [name, `${edge}${name}${edge}`]));
  const parts = t(k, count === undefined ? places : { ...places, count }).split(edge);
  return parts.map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence never change places
    <Fragment key={index}>{index % 2 === 1 ? values[part] : part}</Fragment>
  ));
}
