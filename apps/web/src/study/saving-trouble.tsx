import type { ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useFormFaults } from '../app/refusal.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Button } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { OfflineLine } from '../ui/sheet/banner.tsx';
import type { useSaving } from './use-saving.ts';

type Props = {
  readonly saving: ReturnType<typeof useSaving>;
  readonly branchId: string;
  readonly recordAnother: () => void;
};

/** Above the button: why it is not saved yet, and what to do. What was typed stays. */
export function SavingTrouble({ saving, branchId, recordAnother }: Props): ReactNode {
  const t = useText();
  const { rest } = useFormFaults(saving.error, ['kind', 'topic', 'place', 'startsAt', 'endsAt', 'lateReason']);
  if (saving.error === null || saving.busy) return null;
  if (saving.unanswered) return <OfflineLine kept={1} />;
  if (!saving.arrivedBefore)
    return (
      <div className="study-fault">
        <FormFault>{rest}</FormFault>
      </div>
    );
  return (
    <div className="study-fault" role="alert">
      <p>{t('study.arrivedBefore')}</p>
      <p>
        <Anchor className="m-link" href={`/organisations/${branchId}/activities`}>
          {t('study.seeActivities')}
        </Anchor>{' '}
        <Button small onClick={recordAnother}>
          {t('study.recordAnother')}
        </Button>
      </p>
    </div>
  );
}
