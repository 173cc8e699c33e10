import type { ReactNode } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { ConfirmButton } from '../../ui/form/confirm-button.tsx';
import { useText } from '../i18n/use-text.ts';
import { Effect } from './effect.tsx';
import type { Line } from './pick-lines.tsx';

/** What can be done with those chosen. */
export type ActOnThem = {
  readonly key: string;
  /** The act, with how many: the button, and what is confirmed. */
  readonly word: (count: number) => string;
  readonly effect: string;
  /** Why not yet. */
  readonly reason?: string | undefined;
  readonly send: (ids: readonly string[]) => void;
};

type Props = {
  readonly acts: readonly ActOnThem[];
  readonly picked: readonly Pick<Line, 'id' | 'whose'>[];
  readonly busy: boolean;
};

/** Each act asks once and names whom it is about; one that cannot be done yet says why. */
export function ActButtons({ acts, picked, busy }: Props): ReactNode {
  const t = useText();
  // Said once, whichever act is meant.
  if (picked.length === 0)
    return acts.slice(0, 1).map(({ key, word }) => (
      <Button key={key} reason={t('app.many.chooseFirst')}>
        {word(0)}
      </Button>
    ));
  return (
    <div className="m-many-acts">
      {acts.map(({ key, word, effect, reason, send }) =>
        reason === undefined ? (
          <ConfirmButton
            key={key}
            busy={busy}
            effect={<Effect said={effect} picked={picked} />}
            onConfirm={() => send(picked.map(({ id }) => id))}
          >
            {word(picked.length)}
          </ConfirmButton>
        ) : (
          <Button key={key} reason={reason}>
            {word(picked.length)}
          </Button>
        ),
      )}
    </div>
  );
}
