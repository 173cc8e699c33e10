import { useState, type ReactNode } from 'react';
import { newKey } from '@muster/client';
import { useTitles } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFieldFault, useRefusal } from '../app/refusal.ts';
import { useTermText } from '../app/term-text.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { NameTiles } from '../ui/rollcall/name-tiles.tsx';
import { ReasonRow } from '../ui/rollcall/reason-row.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { changedLines, tapped, withoutThem } from './meeting.ts';
import { useCorrectSheet, type ActivitySheet } from './queries.ts';

type Person = { readonly personId: string; readonly name: string };

const noUnits: readonly string[] = [];
const withUnit = (ids: readonly string[], id: string, checked: boolean): readonly string[] =>
  checked ? [...ids, id] : ids.filter((each) => each !== id);

/** The sheet as it should have been: it opens as it is, and what is tapped is corrected. */
export function CorrectionForm({ of }: { readonly of: ActivitySheet }): ReactNode {
  const t = useTermText();
  return (
    <details className="study-void m-unprinted">
      <summary>{t('study.correctTitle')}</summary>
      <Sheet padded>
        <p className="m-caption">{t('study.correctEffect')}</p>
        <Fields of={of} />
      </Sheet>
    </details>
  );
}

function Fields({
  of: { activity, branch, sheet: written, leftOut, version, reasons },
}: {
  readonly of: ActivitySheet;
}): ReactNode {
  const t = useText();
  const titles = useTitles();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const before = Object.fromEntries(
    written.flatMap(({ personId, reason }) => (reason === null ? [] : [[personId, reason]])),
  );
  const { value, change, discard } = useDraft(`correction.${activity.id}.${branch.id}.${version}`, {
    away: before,
    adds: noUnits,
    reason: '',
    key: '',
  });
  const [current, setCurrent] = useState<string>();
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useCorrectSheet(activity.id, discard);
  const addable = leftOut.filter(({ isJudged }) => !isJudged);
  const added = addable.filter(({ unit }) => value.adds.includes(unit.id));
  const sheet: readonly Person[] = [...written, ...added.flatMap(({ people }) => people)];
  const asked = sheet.find(({ personId }) => personId === current);
  const count = changedLines(before, value.away, added);
  const unsaid = Object.keys(value.away).find((personId) => value.away[personId] === '');
  const reason = value.reason.trim();
  const save = (): void => {
    setTried(true);
    if (unsaid !== undefined) setCurrent(unsaid);
    if (unsaid !== undefined || reason === '' || count === 0) return;
    const key = value.key === '' ? newKey() : value.key;
    change({ key });
    const absences = Object.entries(value.away).map(([personId, why]) => ({ personId, reason: why }));
    mutate({ key, branchId: branch.id, body: { version, absences, adds: added.map(({ unit }) => unit.id), reason } });
  };
  const fault =
    tried && reason === '' ? t('study.fault.correction-reason-missing') : (fieldFault(error, 'reason') ?? undefined);
  const rest =
    (tried && unsaid !== undefined && t('study.fault.reason-missing')) ||
    (tried && count === 0 && t('study.nothingChanged')) ||
    (error !== null && fault === undefined && sayRefusal(error));
  return (
    <>
      {addable.map(({ unit, people }) => (
        <label key={unit.id} className="study-add">
          <input
            type="checkbox"
            checked={value.adds.includes(unit.id)}
            onChange={({ target: { checked } }) => {
              const away = withoutThem(value.away, people);
              change({ away, adds: withUnit(value.adds, unit.id, checked), key: '' });
            }}
          />
          <span>
            <Say
              k="study.addLeftOut"
              values={{ unit: <UserText>{unit.name}</UserText>, people: t('study.people', { count: people.length }) }}
            />
          </span>
        </label>
      ))}
      <p>{t('study.correctHint')}</p>
      <NameTiles
        people={sheet.map(({ personId, name }) => {
          const why = value.away[personId];
          return { key: personId, name, absence: why && titles.reason(why) };
        })}
        current={current}
        onTap={(personId) => {
          const next = tapped(value.away, current, personId);
          setCurrent(next.current);
          change({ away: next.away, key: '' });
        }}
      />
      {asked !== undefined && (
        <ReasonRow
          name={asked.name}
          reasons={reasons.map((code) => ({ key: code, label: titles.reason(code) }))}
          chosen={value.away[asked.personId]}
          onChoose={(why) => change({ away: { ...value.away, [asked.personId]: why }, key: '' })}
        />
      )}
      <Field label={t('study.correctReason')} error={fault}>
        {(wires) => (
          <Input
            {...wires}
            value={value.reason}
            maxLength={200}
            onChange={(event) => change({ reason: event.target.value, key: '' })}
          />
        )}
      </Field>
      {rest !== false && (
        <p className="study-fault" role="alert">
          {rest}
        </p>
      )}
      <Button busy={isPending} onClick={save}>
        {count === 0 ? t('study.correct') : t('study.correctThis', { count })}
      </Button>
    </>
  );
}
