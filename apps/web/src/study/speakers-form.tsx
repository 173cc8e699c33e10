import { useState, type ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { NameTiles } from '../ui/rollcall/name-tiles.tsx';
import { useNameSpeakers, useUnspoken, type Lectures } from './lecture-queries.ts';
import type { ActivitySheet } from './queries.ts';

type Props = {
  readonly activityId: string;
  readonly kind: string;
  readonly branchId: string;
  readonly sheet: ActivitySheet['sheet'];
  readonly lectures: Lectures['lectures'];
};

/** Where every member is asked to speak: those who were there and have not yet, each a tap. */
export function SpeakersForm({ activityId, kind, branchId, sheet, lectures }: Props): ReactNode {
  const t = useText();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const unspoken = useUnspoken(branchId, 200);
  const { mutate, isPending, error } = useNameSpeakers(activityId, () => setChosen(new Set()));
  const faults = useFormFaults(error, []);
  if (unspoken.data?.lecture?.kinds.includes(kind) !== true) return null;
  const { rows, next } = unspoken.data;
  const left = new Set(rows.map(({ person }) => person.id));
  const here = new Set(lectures.flatMap(({ personId, withdrawn }) => (withdrawn === null ? [personId] : [])));
  const people = sheet.filter(
    ({ personId, presence }) => presence === 'present' && !here.has(personId) && (next !== null || left.has(personId)),
  );
  if (people.length === 0) return null;
  const tap = (key: string): void =>
    setChosen((before) =>
      before.has(key) ? new Set([...before].filter((each) => each !== key)) : new Set([...before, key]),
    );
  return (
    <section className="study-speakers m-unprinted" aria-label={t('study.unspoken.speakers')}>
      <h3>{t('study.unspoken.speakers')}</h3>
      <p className="m-caption">{t('study.unspoken.tap')}</p>
      <NameTiles
        people={people.map(({ personId, name }) => ({ key: personId, name, isChosen: chosen.has(personId) }))}
        onTap={tap}
      />
      {faults.rest !== undefined && (
        <p className="study-fault" role="alert">
          {faults.rest}
        </p>
      )}
      {chosen.size > 0 && (
        <Button primary busy={isPending} onClick={() => mutate([...chosen])}>
          {t('study.unspoken.save', { count: chosen.size })}
        </Button>
      )}
    </section>
  );
}
