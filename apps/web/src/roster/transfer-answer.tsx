import { acceptTransfer, declineTransfer, withdrawTransfer } from '@muster/contract/roster';
import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { FormFault } from '../app/form-fault.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useRosterAct } from './acts.ts';
import type { Transfer } from './member-queries.ts';
import { ReasonAct } from './reason-act.tsx';

/** The receiving end takes in or declines; the giving end takes back. */
export function TransferAnswer({ transfer }: { readonly transfer: Transfer }): ReactNode {
  const { mayAccept, mayWithdraw } = transfer;
  if (mayAccept) return <Receive transfer={transfer} />;
  return mayWithdraw ? <Withdraw transferId={transfer.id} /> : null;
}

function Receive({ transfer }: { readonly transfer: Transfer }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const accept = useRosterAct(acceptTransfer);
  const decline = useRosterAct(declineTransfer);
  const params = { transferId: transfer.id };
  const values = {
    who: <UserText>{transfer.person.name}</UserText>,
    to: <UserText>{transfer.to.branchName}</UserText>,
    termHours: useTerm('studyHour', 'many'),
  };
  return (
    <>
      {accept.error !== null && <FormFault>{sayRefusal(accept.error)}</FormFault>}
      <ConfirmButton
        small
        busy={accept.isPending}
        effect={<Say k="roster.transfers.acceptEffect" values={values} />}
        onConfirm={() => accept.mutate({ params, body: {} })}
      >
        {t('roster.transfers.accept')}
      </ConfirmButton>{' '}
      <ReasonAct
        title={t('roster.transfers.decline')}
        label={t('roster.transfers.declineReason')}
        fault={decline.error === null ? undefined : sayRefusal(decline.error)}
        busy={decline.isPending}
        onSend={(reason) => decline.mutate({ params, body: { reason } })}
      />
    </>
  );
}

function Withdraw({ transferId }: { readonly transferId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useRosterAct(withdrawTransfer);
  return (
    <ReasonAct
      title={t('roster.transfer.withdraw')}
      label={t('roster.transfer.reason')}
      fault={error === null ? undefined : sayRefusal(error)}
      busy={isPending}
      optional
      onSend={(reason) => mutate({ params: { transferId }, body: reason === '' ? {} : { reason } })}
    />
  );
}
