import { Fragment, type ReactNode } from 'react';
import { useComma } from '../app/i18n/use-comma.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Finding } from './queries.ts';

export type Decision = Finding['letOff'][number];

/** More names than these are a number. */
const named = 3;

/** Who was let off by one decision. */
export function LetOffNames({ decisions }: { readonly decisions: readonly Decision[] }): ReactNode {
  const t = useText();
  const comma = useComma();
  const people = [...Map.groupBy(decisions, ({ whose }) => whose ?? '')].slice(0, named);
  return (
    <>
      {people.map(([name, [of]], place) => (
        <Fragment key={name}>
          {place > 0 && comma}
          <Anchor className="m-link" href={`/to-do/${of?.obligationId ?? ''}`}>
            <UserText>{name}</UserText>
          </Anchor>
        </Fragment>
      ))}
      {decisions.length > people.length && t('gate.letOff.inAll', { count: decisions.length })}
    </>
  );
}
