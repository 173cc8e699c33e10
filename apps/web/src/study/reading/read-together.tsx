import type { ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { PieceList } from './piece-list.tsx';
import { useNameReadings, useReadTogether } from './queries.ts';

/** What was read at a meeting: said once, and read by whoever was present. */
export function ReadTogether({ activityId }: { readonly activityId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const { data, error, refetch } = useReadTogether(activityId);
  const { mutate, error: refused } = useNameReadings(activityId);
  if (data === undefined)
    return error === null ? null : (
      <Trouble error={error} what={t('study.reading.together')} onRetry={() => void refetch()} />
    );
  const named = data.pieces.filter(({ isRead }) => isRead);
  const shown = data.mayName ? data.pieces : named;
  if (shown.length === 0) return null;
  const sheet = (
    <Sheet
      title={t('study.reading.together')}
      caption={t('study.reading.togetherCaption')}
      folded={
        data.mayName
          ? named.length === 0
            ? t('study.reading.nameFirst')
            : t('study.reading.named', { count: named.length })
          : undefined
      }
    >
      {refused !== null && (
        <p className="study-pieces-said">
          <FormFault>{sayRefusal(refused)}</FormFault>
        </p>
      )}
      <PieceList
        pieces={shown}
        isRead={({ isRead }) => isRead}
        onTick={data.mayName ? (piece, read, onSettled) => mutate({ piece, read }, { onSettled }) : null}
      />
    </Sheet>
  );
  return named.length === 0 ? <div className="m-unprinted">{sheet}</div> : sheet;
}
