import type { ReactNode } from 'react';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { DecideForm } from './decide-form.tsx';
import type { Extension, OwedDetail } from './queries.ts';

/** Every request for more time, the last one first, with what was said to it. */
export function ExtensionList({ detail: { extensions, may } }: { readonly detail: OwedDetail }): ReactNode {
  const t = useText();
  if (extensions.length === 0) return null;
  return (
    <Sheet title={t('obligation.relief.requests')}>
      {extensions.map((extension) => (
        <article key={extension.id} className="m-owed-version">
          <Asked extension={extension} />
          {extension.decision === null && may.decide && <DecideForm extensionId={extension.id} />}
        </article>
      ))}
    </Sheet>
  );
}

function Asked({ extension }: { readonly extension: Extension }): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const { decision } = extension;
  return (
    <>
      <Wish {...extension} />
      <p className="m-owed-said">
        {decision === null ? (
          <StateWord state="wait">{t('obligation.relief.awaits')}</StateWord>
        ) : (
          <>
            <StateWord state={decision.outcome === 'granted' ? 'met' : 'gap'}>
              {t(`obligation.relief.outcome.${decision.outcome}`)}
            </StateWord>{' '}
            <span className="m-caption">
              <UserText>{decision.by}</UserText> {day(civilDate(decision.at))}
            </span>
          </>
        )}
      </p>
      {decision !== null && decision.note !== null && (
        <p className="m-owed-text">
          <UserText>{decision.note}</UserText>
        </p>
      )}
    </>
  );
}

type WishProps = Pick<Extension, 'fromOn' | 'untilOn' | 'reason' | 'askedBy' | 'askedAt'>;

/** From which day to which, who asked, and why. */
export function Wish({ fromOn, untilOn, reason, askedBy, askedAt }: WishProps): ReactNode {
  const t = useText();
  const { due, day } = useFormat();
  return (
    <>
      <Facts>
        {t('obligation.relief.wish', { from: due(fromOn), until: due(untilOn) })}
        <span className="m-caption">
          <UserText>{askedBy}</UserText> {day(civilDate(askedAt))}
        </span>
      </Facts>
      <p className="m-owed-text">
        <UserText>{reason}</UserText>
      </p>
    </>
  );
}
