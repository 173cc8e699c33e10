import { readFile } from '@muster/contract/platform';
import { useState, type ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useTermText } from '../../app/term-text.ts';
import { useToday } from '../../app/now.ts';
import { useFieldFault, useRefusal } from '../../app/refusal.ts';
import { useMe } from '../../app/session.ts';
import { Due } from '../../ui/figure/due.tsx';
import { LateMark } from '../../ui/figure/late-mark.tsx';
import { Button } from '../../ui/form/button.tsx';
import { InputField } from '../../ui/form/input-field.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useHours } from '../use-hours.ts';
import { WhoseName } from '../whose-name.tsx';
import type { Mode } from './make-up-fields.tsx';
import { MakeUpForm } from './make-up-form.tsx';
import { useVoidMakeUp, type MakeUp } from './queries.ts';

type Props = { readonly makeUp: MakeUp; readonly modes: readonly Mode[]; readonly mayRecord: boolean };

/** Who missed what, by when it is due; with the form that closes it, or how it was closed. */
export function MakeUpLine({ makeUp, modes, mayRecord }: Props): ReactNode {
  const t = useTermText();
  const me = useMe();
  const { person, made } = makeUp;
  const isOwn = person.id === me.person.id;
  return (
    <>
      <p>
        <b>
          <WhoseName person={person} />
        </b>
        <Missed makeUp={makeUp} />
      </p>
      {made !== null && <Made made={made} />}
      <TakenBack voided={makeUp.voided} />
      {mayRecord && made === null && isOwn && <p className="m-caption">{t('study.makeUp.byAnother')}</p>}
      {mayRecord && made === null && !isOwn && (
        <details className="m-unprinted">
          <summary>{t('study.makeUp.record')}</summary>
          <MakeUpForm makeUp={makeUp} modes={modes} />
        </details>
      )}
      {mayRecord && made !== null && <VoidMakeUp makeUpId={made.id} />}
    </>
  );
}

/** The meeting that was missed, why, and by when it is to be made up. */
export function Missed({ makeUp: { meeting, dueOn, made } }: Pick<Props, 'makeUp'>): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  const today = useToday();
  const hours = useHours();
  return (
    <>
      <UserText>{meeting.topic}</UserText>
      <span className="m-second">
        <Facts>
          {day(meeting.on)}
          {hours.words(meeting.minutes)}
          {meeting.absence !== '' && titles.reason(meeting.absence)}
          {made === null ? (
            <>
              {t('study.makeUp.due')} <Due date={dueOn} today={today} />
            </>
          ) : (
            false
          )}
        </Facts>
      </span>
    </>
  );
}

/** In which way, when, what it earned, and the evidence. */
export function Made({ made }: { readonly made: NonNullable<MakeUp['made']> }): ReactNode {
  const titles = useTitles();
  const { day } = useFormat();
  const hours = useHours();
  const { file, note } = made;
  const noted = { who: <UserText>{made.by}</UserText>, day: day(civilDate(made.at)) };
  return (
    <p className="study-made">
      <Facts>
        {titles.makeUpMode(made.mode)}
        {day(made.on)}
        {made.minutes > 0 && hours.words(made.minutes)}
        {made.isLate && <LateMark happened={made.on} recorded={civilDate(made.at)} />}
      </Facts>
      {note !== null && (
        <span className="study-made-note">
          <UserText>{note}</UserText>
        </span>
      )}
      {file !== null && !file.mayOpen && <UserText>{file.name}</UserText>}
      {file?.mayOpen === true && (
        <Anchor className="m-link" href={readFile.path.replace(':sha256', file.sha256)} download={file.name}>
          <UserText>{file.name}</UserText>
        </Anchor>
      )}
      <span className="m-second">
        <Say k="study.makeUp.notedBy" values={noted} />
      </span>
    </p>
  );
}

/** What was taken back, by whom, when and why; what it said is struck out. */
export function TakenBack({ voided }: Pick<MakeUp, 'voided'>): ReactNode {
  const titles = useTitles();
  const { day } = useFormat();
  const hours = useHours();
  return voided.map(({ id, mode, on, minutes, by, at, reason }) => (
    <p key={id} className="study-made">
      <s>
        <Facts>
          {titles.makeUpMode(mode)}
          {day(on)}
          {minutes > 0 && hours.words(minutes)}
        </Facts>
      </s>
      <span className="m-second">
        <Say
          k="study.makeUp.takenBack"
          values={{ who: <UserText>{by}</UserText>, day: day(civilDate(at)), reason: <UserText>{reason}</UserText> }}
        />
      </span>
    </p>
  ));
}

function VoidMakeUp({ makeUpId }: { readonly makeUpId: string }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useVoidMakeUp(makeUpId);
  const fault = error === null ? undefined : (fieldFault(error, 'reason') ?? sayRefusal(error));
  const said = reason.trim();
  return (
    <details className="m-unprinted">
      <summary>{t('study.makeUp.void')}</summary>
      <InputField
        label={t('study.makeUp.voidReason')}
        error={fault}
        maxLength={200}
        value={reason}
        onChange={setReason}
      />
      <Button
        busy={isPending}
        {...(said === '' && { reason: t('study.makeUp.voidReasonFirst') })}
        onClick={() => mutate(said)}
      >
        {t('study.makeUp.void')}
      </Button>
    </details>
  );
}
