import type { ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import type { TextKey } from '../../app/i18n/texts.ts';
import { useTermText } from '../../app/term-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { ConfirmButton } from '../../ui/form/confirm-button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useTakeBack, type OwedDetail } from './queries.ts';

const cancelledBecause: ReadonlyMap<string, TextKey> = new Map([
  ['member-left', 'obligation.cancelled.memberLeft'],
  ['office-ended', 'obligation.cancelled.officeEnded'],
  ['unit-merged', 'obligation.cancelled.unitMerged'],
  ['unit-closed', 'obligation.cancelled.unitClosed'],
]);

/** Why it is asked no longer: let off by somebody, or because what it came from stands no longer. */
export function Exemption({
  detail: { owed, exemption, cancelledFor, may },
}: {
  readonly detail: OwedDetail;
}): ReactNode {
  const t = useTermText();
  const { day } = useFormat();
  const sayRefusal = useRefusal();
  const takeBack = useTakeBack(owed.id);
  if (exemption === null && cancelledFor === null) return null;
  return (
    <Sheet title={t(exemption === null ? 'obligation.standing.cancelled' : 'obligation.standing.exempt')} padded>
      <p className="m-owed-text">
        {exemption !== null ? (
          <UserText>{exemption.reason}</UserText>
        ) : (
          t(cancelledBecause.get(cancelledFor ?? '') ?? 'obligation.cancelled.sheetVoided')
        )}
      </p>
      {exemption !== null && (
        <p className="m-caption">
          <UserText>{exemption.by}</UserText> {day(civilDate(exemption.at))}
        </p>
      )}
      <FormFault>{takeBack.error === null ? undefined : sayRefusal(takeBack.error)}</FormFault>
      {may.takeBack && (
        <ConfirmButton
          effect={t('obligation.relief.takeBackEffect')}
          busy={takeBack.isPending}
          onConfirm={() => takeBack.mutate(undefined)}
        >
          {t('obligation.relief.takeBack')}
        </ConfirmButton>
      )}
    </Sheet>
  );
}
