import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useConfirm, type Assessment } from './queries.ts';

/** The team's turn, when two counted alike. */
export function ConfirmSheet({ assessment }: { readonly assessment: Assessment }): ReactNode {
  const t = useText();
  const team = useTerm('team');
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useConfirm(assessment.id);
  return (
    <Sheet title={t('assessment.yourTurn', { team })} caption={t('assessment.confirmAbout')} padded>
      <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
      <ConfirmButton
        primary
        busy={isPending}
        effect={t(assessment.tooFew === null ? 'assessment.confirmEffect' : 'assessment.confirmTooFew')}
        onConfirm={() => mutate()}
      >
        {t('assessment.confirm')}
      </ConfirmButton>
    </Sheet>
  );
}
