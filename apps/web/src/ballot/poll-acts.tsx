import { closeDraw, closePoll, publishPoll } from '@muster/contract/ballot';
import { useState, type ReactNode } from 'react';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button, ButtonLink } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { EndForm } from './end-form.tsx';
import { OwnShare } from './own-share.tsx';
import { useEnd, useStep, type Poll, type Polls } from './queries.ts';

type Props = { readonly poll: Poll; readonly voting: Polls['voting'] };

/** What this person can do with the poll now, the next step of its course first. */
export function PollActs({ poll, voting }: Props): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const [isEnding, setEnding] = useState(false);
  const draw = useStep(closeDraw, poll.id);
  const close = useStep(closePoll, poll.id);
  const publish = useStep(publishPoll, poll.id);
  const end = useEnd(poll.id);
  const { may } = poll;
  const error = draw.error ?? close.error ?? publish.error ?? end.error;
  const isEarly = poll.state === 'casting';
  if (isEnding && may.giveUp.length > 0) return <EndForm poll={poll} onClose={() => setEnding(false)} />;
  return (
    <>
      {error !== null && <FormFault>{sayRefusal(error)}</FormFault>}
      <div className="ballot-acts">
        {may.printSlips && (
          <ButtonLink
            href={`/polls/${poll.id}/slips?unit=${poll.units[0]?.id ?? ''}`}
            primary={poll.state === 'announced'}
          >
            {t('ballot.printSlips')}
          </ButtonLink>
        )}
        {may.closeDraw && (
          <ConfirmButton
            primary
            busy={draw.isPending}
            effect={t('ballot.closeDrawEffect', { issued: poll.issued, eligible: poll.eligible })}
            onConfirm={() => draw.mutate()}
          >
            {t('ballot.closeDraw')}
          </ConfirmButton>
        )}
        {may.close && (
          <ConfirmButton
            primary
            busy={close.isPending}
            effect={t(isEarly ? 'ballot.closeEarlyEffect' : 'ballot.closeEffect')}
            onConfirm={() => close.mutate()}
          >
            {t('ballot.close')}
          </ConfirmButton>
        )}
        {may.publish && (
          <ConfirmButton
            primary
            busy={publish.isPending}
            effect={t(isTooFew(poll) ? 'ballot.publishTooFewEffect' : 'ballot.publishEffect')}
            onConfirm={() => publish.mutate()}
          >
            {t(isTooFew(poll) ? 'ballot.publishTooFew' : 'ballot.publish')}
          </ConfirmButton>
        )}
        {may.callOff && (
          <ConfirmButton
            busy={end.isPending}
            effect={t('ballot.callOffEffect')}
            onConfirm={() => end.mutate({ reason: 'called-off', note: null })}
          >
            {t('ballot.callOff')}
          </ConfirmButton>
        )}
        {may.giveUp.length > 0 && <Button onClick={() => setEnding(true)}>{t('ballot.giveUp')}</Button>}
      </div>
      {may.bring && voting !== null && <OwnShare poll={{ ...poll, isClosed: poll.closed !== null }} />}
    </>
  );
}

const isTooFew = ({ closed, fewestCast }: Poll): boolean => closed !== null && closed.cast < fewestCast;
