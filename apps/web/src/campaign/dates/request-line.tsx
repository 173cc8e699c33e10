import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { useTermText } from '../../app/term-text.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useDecideDates, type DateRequest } from './queries.ts';
import './dates.css';

type Props = {
  readonly request: DateRequest;
  readonly withUnit: boolean;
  /** Of which campaign it is, where a list has several. */
  readonly campaign?: ReactNode;
};

/** What was asked for, beside what stands now until it is decided, why, and what was said to it. */
export function RequestLine({ request, withUnit, campaign }: Props): ReactNode {
  const t = useText();
  const { day } = useFormat();
  const { unit, reason, askedBy, askedAt, decision } = request;
  return (
    <article className="m-request">
      {withUnit && (
        <h3>
          <Anchor className="m-link" href={`/units/${unit.id}/dates`}>
            <UserText>{unit.name}</UserText>
          </Anchor>
          {campaign}
        </h3>
      )}
      <Facts>
        <What request={request} />
        <span className="m-caption">
          <UserText>{askedBy}</UserText> {day(civilDate(askedAt))}
        </span>
      </Facts>
      <p className="m-request-reason">
        <UserText>{reason}</UserText>
      </p>
      <Wished request={request} />
      {decision !== null && (
        <>
          <StateWord state={decision.outcome === 'approved' ? 'met' : 'gap'}>
            {t(`campaign.requests.${decision.outcome}`)}
          </StateWord>{' '}
          <span className="m-caption">
            <UserText>{decision.decidedBy}</UserText> {day(civilDate(decision.decidedAt))}
          </span>
          {decision.note !== null && (
            <p className="m-request-reason">
              <UserText>{decision.note}</UserText>
            </p>
          )}
        </>
      )}
      {decision === null && !request.may.decide && <StateWord state="wait">{t('campaign.requests.awaits')}</StateWord>}
      {request.may.decide && <Decide request={request} />}
    </article>
  );
}

function What({ request: { isOutside, shorter, shorterTotalDays } }: { readonly request: DateRequest }): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <Facts>
      {isOutside && t('campaign.requests.outside')}
      {shorter !== null &&
        t('campaign.requests.shorter', { stage: titles.stage(shorter.stageCode), count: shorter.days })}
      {shorterTotalDays !== null && t('campaign.requests.shorterTotal', { count: shorterTotalDays })}
    </Facts>
  );
}

function Wished({ request: { stages, decision } }: { readonly request: DateRequest }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { span } = useFormat();
  const isOpen = decision === null;
  const changed = stages.filter(({ startsOn, endsOn, now }) => now?.startsOn !== startsOn || now.endsOn !== endsOn);
  if (changed.length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          <th>{t('campaign.extension.stage')}</th>
          {isOpen && <th>{t('campaign.requests.now')}</th>}
          <th>{t('campaign.requests.wished')}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ code, startsOn, endsOn, now }) => (
          <tr key={code}>
            <td>
              <UserText>{titles.stage(code)}</UserText>
            </td>
            {isOpen && <td>{now === null ? '—' : span(now.startsOn, now.endsOn)}</td>}
            <td>{span(startsOn, endsOn)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Decide({ request }: { readonly request: DateRequest }): ReactNode {
  const t = useTermText();
  const draft = useDraft(`date-request.${request.id}`, { note: '' });
  const { mutate, isPending, error } = useDecideDates(request.id, draft.discard);
  const faults = useFormFaults(error, ['note']);
  const fault = faults.at('note');
  const note = draft.value.note.trim();
  const say = (outcome: 'approved' | 'refused'): void => mutate({ outcome, note: note === '' ? null : note });
  const isShorter = request.shorter !== null || request.shorterTotalDays !== null;
  return (
    <Form name={t('campaign.requests.decide')} onSubmit={() => say('approved')}>
      {isShorter && <p className="m-field m-caption">{t('campaign.requests.hoursAndQuality')}</p>}
      <Field
        label={t('campaign.requests.note')}
        hint={t('campaign.requests.noteHint')}
        {...(fault !== undefined && { error: fault })}
      >
        {(wires) => (
          <TextArea
            {...wires}
            rows={2}
            maxLength={2000}
            value={draft.value.note}
            onChange={(event) => draft.change({ note: event.target.value })}
          />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <div className="m-plan-acts">
        <Button type="submit" busy={isPending}>
          {t('campaign.requests.approve')}
        </Button>
        <Button quiet busy={isPending} onClick={() => say('refused')}>
          {t('campaign.requests.refuse')}
        </Button>
      </div>
    </Form>
  );
}
