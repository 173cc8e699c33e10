import type { ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Field } from '../../ui/form/field.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import type { ReadinessItem } from './queries.ts';
import './readiness.css';

/** What stands between a batch and its opening: something hard that is lacking, or a reason for what is soft. */
export function openingNeeds(items: readonly ReadinessItem[]): 'nothing' | 'reason' | 'hard' {
  const lacking = items.filter(({ isMet }) => !isMet);
  if (lacking.some(({ isHard }) => isHard)) return 'hard';
  return lacking.length > 0 ? 'reason' : 'nothing';
}

type Props = {
  readonly items: readonly ReadinessItem[];
  readonly reason: string;
  readonly onChange: (reason: string) => void;
  readonly error: ReactNode;
};

export function OpeningReason({ items, reason, onChange, error }: Props): ReactNode {
  const t = useText();
  const needs = openingNeeds(items);
  if (needs === 'nothing') return null;
  if (needs === 'hard') {
    return (
      <p className="m-field">
        <StateWord state="gap">{t('campaign.ready.hardLacking')}</StateWord>
      </p>
    );
  }
  const lacking = items.filter(({ isMet }) => !isMet).length;
  return (
    <div className="m-readiness-reason">
      <Field label={t('campaign.ready.reason', { count: lacking })} hint={t('campaign.ready.reasonHint')} error={error}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
