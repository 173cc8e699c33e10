import { useState, type ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Modal } from '../../ui/float/modal.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Input } from '../../ui/form/input.tsx';
import { useVoidClaim, type Claim } from './queries.ts';

/** Taking back what was stated asks for the reason, which stays with it. */
export function VoidClaim({ claim, onClose }: { readonly claim: Claim; readonly onClose: () => void }): ReactNode {
  const t = useText();
  const [reason, setReason] = useState('');
  const voiding = useVoidClaim();
  const faults = useFormFaults(voiding.error, ['reason']);
  const send = (): void => voiding.mutate({ claimId: claim.id, reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Modal
      title={t('organisation.claims.voidTitle', { count: claim.stated })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button
            primary
            busy={voiding.isPending}
            onClick={send}
            {...(reason.trim() === '' && { reason: t('organisation.claims.reasonFirst') })}
          >
            {t('organisation.claims.void')}
          </Button>
        </>
      }
    >
      <p>{t('organisation.claims.voidEffect')}</p>
      <Field label={t('organisation.claims.reason')} error={faults.at('reason')}>
        {(wires) => (
          <Input {...wires} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
    </Modal>
  );
}
