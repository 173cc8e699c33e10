import type { ReactNode } from 'react';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { NoteOfBranch } from './queries.ts';

/** The same words as others’; of those elsewhere only that there are some. */
export function SameAs({ sameAs }: Pick<NoteOfBranch, 'sameAs'>): ReactNode {
  const t = useText();
  const elsewhere = sameAs.filter(({ person }) => person === null).length;
  return (
    <p>
      <StateWord state="wait">{t('study.note.same')}</StateWord>{' '}
      {sameAs.map(
        ({ id, person }) =>
          person !== null && (
            <span key={id} className="m-second">
              <Say
                k="study.note.sameAs"
                values={{
                  who: (
                    <Anchor href={`/people/${person.id}`}>
                      <UserText>{person.name}</UserText>
                    </Anchor>
                  ),
                }}
              />
            </span>
          ),
      )}
      {elsewhere > 0 && <span className="m-second">{t('study.note.sameElsewhere', { count: elsewhere })}</span>}
    </p>
  );
}
