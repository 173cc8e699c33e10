import { readFile } from '@muster/contract/platform';
import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { civilDate, timeText } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { WhoseName } from '../whose-name.tsx';
import type { Note, Notes } from './queries.ts';
import { ReturnNote } from './return-note.tsx';

type Props = {
  readonly note: Note;
  /** Of every stage, so that a note keeps its name when the next one opens. */
  readonly writings: Notes['writings'];
  readonly withName?: boolean;
  readonly children?: ReactNode;
};

/** One note: whose and what, when it was handed in, its words folded, and whether it was returned. */
export function NoteLine({ note, writings, withName = false, children }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  const { text, file, returned } = note;
  const writing = writings.find(({ code }) => code === note.writing);
  return (
    <article aria-label={note.person.name} data-user="">
      <p>
        {withName && <WhoseName person={note.person} />}
        <strong>{writing === undefined ? note.writing : titles.of(writing.title)}</strong>
        <span className="m-second">
          <Facts>
            {`${day(civilDate(note.at))} ${timeText(note.at, 'minute')}`}
            {text !== null && t('study.note.characters', { count: note.characters })}
            {note.isByAnother && <Say k="study.note.byAnother" values={{ who: <UserText>{note.by}</UserText> }} />}
          </Facts>
        </span>
      </p>
      {returned !== null && (
        <p>
          <StateWord state="gap">{t('study.note.returned')}</StateWord>
          <span className="m-second">
            <Say
              k="study.note.returnedBy"
              values={{ who: <UserText>{returned.by}</UserText>, reason: <UserText>{returned.reason}</UserText> }}
            />
          </span>
        </p>
      )}
      {children}
      {text !== null && (
        <details>
          <summary>{t('study.note.read')}</summary>
          <p className="study-note-text">
            <UserText>{text}</UserText>
          </p>
        </details>
      )}
      {file !== null && (
        <p>
          <a className="m-link study-note-file" href={readFile.path.replace(':sha256', file.sha256)}>
            <UserText>{file.name}</UserText>
          </a>
        </p>
      )}
      {note.mayReturn && <ReturnNote noteId={note.id} />}
    </article>
  );
}
