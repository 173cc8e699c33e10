import { useState, type ReactNode } from 'react';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useCheckNote, type NoteDraw, type NoteDraws } from './draw-queries.ts';
import { NoteLine } from './note-line.tsx';

type Drawn = NoteDraw['notes'][number];
type Props = { readonly drawId: string; readonly drawn: Drawn; readonly writings: NoteDraws['writings'] };

/** One drawn note, what was found of it, and the two things that may be found. */
export function DrawnNote({ drawId, drawn, writings }: Props): ReactNode {
  const t = useText();
  const { note, mayCheck } = drawn;
  if (note === null)
    return (
      <>
        <p className="m-second">{t('study.draw.unseen')}</p>
        <Found drawn={drawn} />
      </>
    );
  return (
    <>
      <NoteLine note={note} writings={writings} withName>
        <Found drawn={drawn} />
      </NoteLine>
      {mayCheck && <Check drawId={drawId} noteId={drawn.id} />}
    </>
  );
}

function Found({ drawn: { check, note } }: Pick<Props, 'drawn'>): ReactNode {
  const t = useText();
  const { day } = useFormat();
  if (check === null)
    return note?.returned == null ? (
      <p>
        <StateWord state="wait">{t('study.draw.unread')}</StateWord>
      </p>
    ) : null;
  return (
    <p>
      <StateWord state={check.isCareless ? 'gap' : 'met'}>
        {t(check.isCareless ? 'study.draw.careless' : 'study.draw.inOrder')}
      </StateWord>
      <span className="m-second">
        <Say k="study.draw.readBy" values={{ who: <UserText>{check.by}</UserText>, date: day(civilDate(check.at)) }} />
      </span>
    </p>
  );
}

function Check({ drawId, noteId }: { readonly drawId: string; readonly noteId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useCheckNote(drawId, noteId);
  const said = reason.trim();
  return (
    <div className="study-drawn-acts m-unprinted">
      <Button busy={isPending} onClick={() => mutate(null)}>
        {t('study.draw.inOrder')}
      </Button>
      <details>
        <summary>{t('study.draw.careless')}</summary>
        <InputField
          label={t('study.note.why')}
          error={error === null ? undefined : sayRefusal(error)}
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
        <Button
          busy={isPending}
          {...(said === '' && { reason: t('study.note.whyFirst') })}
          onClick={() => mutate(said)}
        >
          {t('study.draw.giveBack')}
        </Button>
      </details>
    </div>
  );
}
