import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRecord, type OrganisationRecord } from '../organisation/change/queries.ts';
import { nodeAddress } from '../organisation/node-address.ts';
import type { OrganisationNode } from '../organisation/queries.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';

/** Why a unit takes no part: it never did, or it is no more; then where its people are, and that its pages stay. */
export function Outside({ unitId }: { readonly unitId: string }): ReactNode {
  const t = useText();
  const campaign = useTerm('campaign');
  const { data, isPending } = useRecord(unitId);
  // Until it is known which of them holds, none of them is said.
  if (isPending) return '—';
  const closing = data?.closing ?? null;
  return closing === null ? t('gate.verdict.outside', { campaign }) : <Closing closing={closing} kind="unit" />;
}

type Props = {
  readonly closing: Pick<NonNullable<OrganisationRecord['closing']>, 'on' | 'mergedInto'>;
  readonly kind: OrganisationNode['kind'];
};

/** That an organisation is no more, and into which of its kind it went. */
export function Closing({ closing, kind }: Props): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  if (closing.mergedInto === null) return t('gate.verdict.closed', { day: fullDay(closing.on) });
  const into = (
    <Anchor className="m-link" href={nodeAddress(kind, closing.mergedInto.id)}>
      <UserText>{closing.mergedInto.name}</UserText>
    </Anchor>
  );
  return <Say k="gate.verdict.merged" values={{ day: fullDay(closing.on), into }} />;
}
