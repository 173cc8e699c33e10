import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Trouble } from '../../app/trouble.tsx';
import { EmptyLine } from '../../ui/sheet/empty-line.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Asked } from './asked.tsx';
import { NoteForm } from './note-form.tsx';
import { NoteLine } from './note-line.tsx';
import { useNotes } from './queries.ts';
import '../make-up/make-up.css';
import './notes.css';

/** What a member writes: how much is asked, what was handed in, and what came back. */
export function PersonNotes({ personId }: { readonly personId: string }): ReactNode {
  const t = useText();
  const { data, error, refetch } = useNotes(personId);
  if (data === undefined)
    return error === null ? null : (
      <Trouble error={error} what={t('study.note.title')} onRetry={() => void refetch()} />
    );
  if (data.asked.length === 0 && data.notes.length === 0) return null;
  return (
    <Sheet title={t('study.note.title')} caption={t('study.note.caption')}>
      <ul className="study-notes-asked">
        {data.asked.map((asked) => (
          <Asked key={asked.code} asked={asked} />
        ))}
      </ul>
      {data.mayHandIn && data.asked.map((asked) => <NoteForm key={asked.code} personId={personId} asked={asked} />)}
      {data.notes.length === 0 && <EmptyLine>{t('study.note.none')}</EmptyLine>}
      <ul className="study-make-ups">
        {data.notes.map((note) => (
          <li key={note.id}>
            <NoteLine note={note} writings={data.writings} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
