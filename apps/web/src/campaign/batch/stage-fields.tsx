import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Field } from '../../ui/form/field.tsx';
import { Input } from '../../ui/form/input.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { PlannedStage } from '../stage-plan.ts';
import '../campaign.css';

type Props = {
  readonly stages: readonly PlannedStage[];
  readonly onChange: (stages: readonly PlannedStage[]) => void;
  readonly faultAt: (field: string) => string | undefined;
  /** Beneath the dates of a stage. */
  readonly hint?: (stage: PlannedStage, place: number) => ReactNode;
  /** A first day that stays. */
  readonly isFixed?: (place: number) => boolean;
};

/** The first and last day of each stage, with what is wrong at the day that is wrong. */
export function StageFields({ stages, onChange, faultAt, hint, isFixed }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const change = (place: number, part: Partial<PlannedStage>): void =>
    onChange(stages.map((stage, other) => (other === place ? { ...stage, ...part } : stage)));
  return stages.map((stage, place) => (
    <fieldset key={stage.code} className="m-plan-stage">
      <legend>
        <UserText>{titles.stage(stage.code)}</UserText>
      </legend>
      <div>
        {(['startsOn', 'endsOn'] as const).map((end) => {
          const error = faultAt(`stages.${place}.${end}`);
          return (
            <Field
              key={end}
              label={t(end === 'startsOn' ? 'campaign.startsOn' : 'campaign.endsOn')}
              {...(error !== undefined && { error })}
            >
              {(wires) => (
                <Input
                  {...wires}
                  type="date"
                  value={stage[end]}
                  disabled={end === 'startsOn' && isFixed?.(place) === true}
                  onChange={(event) => change(place, { [end]: event.target.value })}
                />
              )}
            </Field>
          );
        })}
      </div>
      {hint !== undefined && <div className="m-caption m-field-hint">{hint(stage, place)}</div>}
    </fieldset>
  ));
}

export function stageFieldNames(stages: readonly PlannedStage[]): readonly string[] {
  return stages.flatMap((_, place) => [`stages.${place}.startsOn`, `stages.${place}.endsOn`]);
}
