import { voidMembershipEnd } from '@muster/contract/roster';
import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { useRosterAct } from './acts.ts';
import { ReasonAct } from './reason-act.tsx';

/** A mistaken end is not erased: it stays, struck out, and the membership goes on. */
export function VoidEnd({ endId }: { readonly endId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useRosterAct(voidMembershipEnd);
  return (
    <ReasonAct
      title={t('roster.voidEnd.act')}
      label={t('roster.voidEnd.reason')}
      fault={error === null ? undefined : sayRefusal(error)}
      busy={isPending}
      onSend={(reason) => mutate({ params: { endId }, body: { reason } })}
    />
  );
}
