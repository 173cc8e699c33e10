import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Button } from '../ui/form/button.tsx';
import { CountInput } from '../ui/form/count-input.tsx';
import { Field } from '../ui/form/field.tsx';
import type { Meeting } from './meeting.ts';
import { Compared } from './compared.tsx';
import type { Roll } from './queries.ts';

type Props = {
  readonly roll: Roll;
  readonly signIns: ReadonlyMap<string, string>;
  readonly meeting: Meeting;
  readonly onCount: (heads: number | null) => void;
  readonly onMistyped: (mistyped: boolean) => void;
  readonly onRest: (reason: string) => void;
};

/** Sign-ins and the heads counted beside what the sheet will say; none of them is made to agree. */
export function SignedAndCounted({ roll, signIns, meeting, onCount, onMistyped, onRest }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const unsaid = Object.values(meeting.away).filter((reason) => reason === '').length;
  const signed = roll.roll.filter(({ personId }) => signIns.has(personId)).length;
  return (
    <section className="study-counted">
      {signed > 0 && <p className="m-caption">{t('study.signIn.filledIn')}</p>}
      {unsaid > 1 && (
        <p className="study-counted-rest">
          {t('study.signIn.rest', { count: unsaid })}
          {roll.allowed.absences.map((code) => (
            <Button key={code} small onClick={() => onRest(code)}>
              {titles.reason(code)}
            </Button>
          ))}
        </p>
      )}
      <Field label={t('study.signIn.heads')} hint={t('study.signIn.headsHint')} optional>
        {(wires) => (
          <CountInput wires={wires} value={meeting.heads} onChange={onCount} onMistyped={onMistyped} max={10_000} />
        )}
      </Field>
      <Compared present={roll.roll.length - Object.keys(meeting.away).length} signed={signed} heads={meeting.heads} />
    </section>
  );
}
