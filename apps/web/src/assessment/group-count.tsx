import { useId, type ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { CountInput } from '../ui/form/count-input.tsx';
import { StateGlyph } from '../ui/sign/state-glyph.tsx';
import { answerNames, type AnswerName, type GroupSum, type Typed } from './paper-count.ts';

type Props = {
  readonly name: string;
  readonly eligible: number;
  readonly typed: Typed['member'];
  readonly sum: GroupSum;
  /** What the server refused. */
  readonly fault: string | undefined;
  readonly onType: (answer: AnswerName, count: number | null) => void;
};

/** One group's papers: five equal cells, and what they come to as one types. */
export function GroupCount({ name, eligible, typed, sum, fault, onType }: Props): ReactNode {
  const t = useText();
  const id = useId();
  const error = sum.exceeds ? t('assessment.exceeds', { cast: sum.cast, eligible }) : fault;
  return (
    <fieldset className="assessment-group">
      <legend>{name}</legend>
      {answerNames.map((answer) => (
        <div key={answer} className={`assessment-cell${answer === 'void' ? ' assessment-void' : ''}`}>
          <label htmlFor={id + answer}>{t(`assessment.answer.${answer}`)}</label>
          <CountInput
            wires={{
              id: id + answer,
              ...(error !== undefined && { 'aria-describedby': `${id}error`, 'aria-invalid': true as const }),
            }}
            value={typed[answer]}
            onChange={(count) => onType(answer, count)}
          />
        </div>
      ))}
      <p className="assessment-sum" aria-live="polite">
        <span>
          {t('assessment.cast')}{' '}
          <Figure value={sum.cast} of={eligible} size="row" {...(sum.exceeds && { state: 'gap' as const })} />
        </span>
        <span>
          {t('assessment.valid')} <Figure value={sum.valid} of={sum.cast} size="row" />
        </span>
      </p>
      {error !== undefined && (
        <div id={`${id}error`} className="m-field-error" role="alert">
          <StateGlyph state="gap" size={13} />
          {error}
        </div>
      )}
    </fieldset>
  );
}
