import { readFile } from '@muster/contract/platform';
import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Moment } from '../gate/flow.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Answered } from './order-queries.ts';

/** Everything that the unit answered, the last first, each with what was said of it. */
export function OrderAnswers({ answers }: { readonly answers: readonly Answered[] }): ReactNode {
  const t = useText();
  return (
    <Sheet title={t('supervision.answer.title')}>
      {answers.length === 0 && <EmptyLine>{t('supervision.answer.none')}</EmptyLine>}
      {answers.map((answered) => (
        <AnswerLine key={answered.id} answered={answered} />
      ))}
    </Sheet>
  );
}

function AnswerLine({ answered }: { readonly answered: Answered }): ReactNode {
  const t = useText();
  const { version, text, file, answeredBy, answeredAt, isLate, verification } = answered;
  return (
    <article className="supervision-finding">
      <h3>{t('supervision.answer.version', { number: version })}</h3>
      <p className="m-caption">
        <Say k="obligation.by" values={{ who: <UserText>{answeredBy}</UserText>, time: <Moment at={answeredAt} /> }} />
        {isLate && ` ${t('supervision.order.late')}`}
      </p>
      <p className="supervision-words">
        <UserText>{text}</UserText>
      </p>
      {file !== null && (
        <Anchor className="m-link" href={readFile.path.replace(':sha256', file.sha256)} download={file.name}>
          <UserText>{file.name}</UserText>
        </Anchor>
      )}
      {verification === null ? (
        <StateWord state="wait" small>
          {t('supervision.order.state.answered')}
        </StateWord>
      ) : (
        <Said verification={verification} />
      )}
    </article>
  );
}

function Said({
  verification: { outcome, note, verifiedBy, verifiedAt },
}: {
  readonly verification: NonNullable<Answered['verification']>;
}): ReactNode {
  const t = useText();
  return (
    <div>
      <StateWord state={outcome === 'verified' ? 'met' : 'gap'} small>
        {t(`supervision.order.state.${outcome}`)}
      </StateWord>
      <p className="m-caption">
        <Say k="obligation.by" values={{ who: <UserText>{verifiedBy}</UserText>, time: <Moment at={verifiedAt} /> }} />
      </p>
      {note !== null && (
        <p className="supervision-words">
          <UserText>{note}</UserText>
        </p>
      )}
    </div>
  );
}
