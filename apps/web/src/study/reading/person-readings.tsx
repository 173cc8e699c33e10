import type { ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { mayAnywhere, useMe } from '../../app/session.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { PieceList } from './piece-list.tsx';
import { useReadings, useTick, type Readings } from './queries.ts';

/** What the stage asks a member to read: a touch ticks a chapter, another takes the tick back. */
export function PersonReadings({ personId }: { readonly personId: string }): ReactNode {
  const t = useText();
  const noteOf = useNote();
  const sayRefusal = useRefusal();
  const { data, error, refetch } = useReadings(personId);
  const { mutate, error: refused } = useTick(personId);
  if (data === undefined)
    return error === null ? null : (
      <Trouble error={error} what={t('study.reading.title')} onRetry={() => void refetch()} />
    );
  if (data.pieces.length === 0) return null;
  const read = data.pieces.filter((each) => each.read !== null).length;
  return (
    <Sheet
      title={t('study.reading.title')}
      caption={t(data.mayTick ? 'study.reading.tickCaption' : 'study.reading.caption')}
      right={t('study.reading.readOf', { read, all: data.pieces.length })}
    >
      {refused !== null && (
        <p className="study-pieces-said">
          <FormFault>{sayRefusal(refused)}</FormFault>
        </p>
      )}
      <PieceList
        pieces={data.pieces}
        isRead={(each) => each.read !== null}
        isFixed={(each) => each.read?.activityId != null}
        onTick={data.mayTick ? (piece, on, onSettled) => mutate({ piece, read: on }, { onSettled }) : null}
        note={noteOf}
      />
    </Sheet>
  );
}

/** When it was read, and at which meeting. */
function useNote(): (piece: Readings['pieces'][number]) => ReactNode {
  const t = useText();
  const mayOpen = mayAnywhere(useMe(), 'read');
  const { day } = useFormat();
  return ({ read }) => {
    if (read === null) return null;
    if (read.activityId === null) return t('study.reading.readOn', { day: day(read.on) });
    const together = t('study.reading.readTogether', { day: day(read.on) });
    return mayOpen ? <Anchor href={`/activities/${read.activityId}`}>{together}</Anchor> : together;
  };
}
