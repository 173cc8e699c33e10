import { readFile } from '@muster/contract/platform';
import type { ReactNode } from 'react';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Deliverable } from './queries.ts';

/** Everything that was handed in, the last first, each with what was said of it. */
export function Versions({ deliverables }: { readonly deliverables: readonly Deliverable[] }): ReactNode {
  const t = useText();
  return (
    <Sheet title={t('obligation.versions')}>
      {deliverables.length === 0 && <EmptyLine>{t('obligation.nothingYet')}</EmptyLine>}
      {deliverables.map((deliverable) => (
        <Version key={deliverable.id} deliverable={deliverable} />
      ))}
    </Sheet>
  );
}

function Version({ deliverable }: { readonly deliverable: Deliverable }): ReactNode {
  const t = useText();
  const moment = useMoment();
  const { version, text, file, submittedBy, submittedAt, isLate } = deliverable;
  return (
    <article className="m-owed-version">
      <h3>{t('obligation.version', { number: version })}</h3>
      <p className="m-caption">
        <Say k="obligation.by" values={{ who: <UserText>{submittedBy}</UserText>, time: moment(submittedAt) }} />
        {isLate && ` ${t('obligation.handedInLate')}`}
      </p>
      {text !== null && (
        <p className="m-owed-text">
          <UserText>{text}</UserText>
        </p>
      )}
      {file !== null && (
        <p className="m-owed-said">
          <Anchor className="m-link" href={readFile.path.replace(':sha256', file.sha256)} download={file.name}>
            <UserText>{file.name}</UserText>
          </Anchor>
        </p>
      )}
      <Said check={deliverable.check} />
    </article>
  );
}

function Said({ check }: { readonly check: Deliverable['check'] }): ReactNode {
  const t = useText();
  const moment = useMoment();
  if (check === null)
    return (
      <p className="m-owed-said">
        <StateWord state="wait" small>
          {t('obligation.state.waiting')}
        </StateWord>
      </p>
    );
  return (
    <div className="m-owed-said">
      <StateWord state={check.outcome === 'accepted' ? 'met' : 'gap'} small>
        {t(`obligation.state.${check.outcome}`)}
      </StateWord>
      <p className="m-caption">
        <Say
          k="obligation.by"
          values={{ who: <UserText>{check.checkedBy}</UserText>, time: moment(check.checkedAt) }}
        />
      </p>
      {check.note !== null && (
        <p className="m-owed-text">
          <UserText>{check.note}</UserText>
        </p>
      )}
    </div>
  );
}

function useMoment(): (at: string) => string {
  const { day } = useFormat();
  return (at) => `${day(civilDate(at))} ${timeText(at, 'minute')}`;
}
