import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { timesOf } from './meeting-times.ts';
import type { Roll } from './queries.ts';

// More would push the names off a phone; what was recorded says the rest.
const most = 2;

/** A question above the button: what the branch has recorded for this time already. */
export function BesideNote({ held }: { readonly held: readonly Roll['held'][number][] }): ReactNode {
  const t = useText();
  return (
    <div aria-live="polite">
      {held.length > 0 && (
        <div className="study-beside">
          {held.slice(-most).map((each) => (
            <Line key={each.id} held={each} />
          ))}
          <p>{t('study.isItAnother')}</p>
        </div>
      )}
    </div>
  );
}

function Line({ held: { id, topic, startsAt, endsAt } }: { readonly held: Roll['held'][number] }): ReactNode {
  const { start, end } = timesOf(startsAt, endsAt);
  const link = (
    <Anchor className="m-link" href={`/activities/${id}`}>
      <UserText>{topic}</UserText>
    </Anchor>
  );
  return (
    <p>
      <Say k="study.heldBeside" values={{ topic: link, start, end }} />
    </p>
  );
}
