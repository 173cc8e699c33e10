import { addMember } from '@muster/contract/roster';
import type { Standing } from '@muster/core/roster';
import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { useGo } from '../app/go.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { useOrganisation } from '../organisation/queries.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice } from '../ui/form/input.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';
import { CategoryChecks } from './category-checks.tsx';
import { useNamesakes } from './member-queries.ts';
import { NamesakeList } from './namesake-list.tsx';

const standings = ['full', 'probationary', 'applicant'] as const satisfies readonly Standing[];

interface Typed {
  readonly name: string;
  readonly bornIn: string;
  readonly standing: Standing;
  readonly unitId: string;
  readonly categories: readonly string[];
  readonly fromOn: string;
}

/** Whoever has the name already is shown before anything is added: one person is one person. */
export function AddMemberForm({ branchId }: { readonly branchId: string }): ReactNode {
  const t = useText();
  const term = useTerms();
  const go = useGo();
  const today = useToday();
  const empty: Typed = { name: '', bornIn: '', standing: 'full', unitId: '', categories: [], fromOn: today };
  const { value, change, discard } = useDraft(`add-member.${branchId}`, empty);
  const [looked, setLooked] = useState<string | null>(null);
  const { data: branch } = useOrganisation(branchId);
  const served = branch?.linked ?? [];
  const { mutate, isPending, error } = useRosterAct(addMember, ({ personId }) => {
    discard();
    go(`/people/${personId}`);
  });
  const faults = useFormFaults(error, ['name', 'bornIn', 'standing', 'unitId', 'categories', 'fromOn']);
  const name = value.name.trim();
  const bornIn = /^\d{4}$/.test(value.bornIn.trim()) ? Number(value.bornIn) : null;
  const { data: namesakes } = useNamesakes(branchId, name, bornIn);
  const asked = `${name} ${bornIn ?? ''}`;
  const isKnown = namesakes !== undefined && namesakes.people.length + namesakes.elsewhere > 0;
  const send = (personId?: string): void =>
    mutate({
      params: { branchId },
      body: {
        ...(personId !== undefined && { personId }),
        name,
        bornIn: value.bornIn.trim() === '' ? null : Number(value.bornIn),
        standing: value.standing,
        categories: [...value.categories],
        ...(value.unitId !== '' && { unitId: value.unitId }),
        ...(value.fromOn !== '' && { fromOn: value.fromOn }),
        isSomebodyElse: looked === asked,
      },
    });
  return (
    <Form name={t('roster.add.title', { member: term('member') })} onSubmit={() => send()}>
      <InputField
        label={t('roster.name')}
        error={faults.at('name')}
        autoComplete="off"
        maxLength={60}
        value={value.name}
        onChange={(typed) => change({ name: typed })}
      />
      <InputField
        label={t('roster.year')}
        error={faults.at('bornIn')}
        optional
        inputMode="numeric"
        maxLength={4}
        value={value.bornIn}
        onChange={(typed) => change({ bornIn: typed })}
      />
      {isKnown && (
        <NamesakeList
          namesakes={namesakes}
          isSomebodyElse={looked === asked}
          onSomebodyElse={() => setLooked(asked)}
          busy={isPending}
          onThisOne={send}
        />
      )}
      <Field label={t('roster.standing')} error={faults.at('standing')}>
        {(wires) => (
          <Choice
            {...wires}
            value={value.standing}
            onChange={(event) => change({ standing: event.target.value as Standing })}
          >
            {standings.map((one) => (
              <option key={one} value={one}>
                {t(`roster.standings.${one}`)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      {served.length > 1 && (
        <Field label={term('unit', 'start')} error={faults.at('unitId')}>
          {(wires) => (
            <Choice {...wires} value={value.unitId} onChange={(event) => change({ unitId: event.target.value })}>
              <option value="">{t('roster.add.host')}</option>
              {served.map((unit) => (
                <option key={unit.id} value={unit.id} data-user="" lang="zh-Hans">
                  {unit.name}
                </option>
              ))}
            </Choice>
          )}
        </Field>
      )}
      <CategoryChecks chosen={value.categories} onChange={(typed) => change({ categories: typed })} />
      <InputField
        label={t('roster.add.from')}
        error={faults.at('fromOn')}
        type="date"
        max={today}
        value={value.fromOn}
        onChange={(typed) => change({ fromOn: typed })}
      />
      <ActFault>{faults.at('categories') ?? faults.rest}</ActFault>
      <Button
        type="submit"
        primary
        busy={isPending}
        {...(name === '' && { reason: t('roster.add.nameFirst') })}
        {...(isKnown && looked !== asked && { reason: t('roster.add.lookFirst') })}
      >
        {t('roster.add.act')}
      </Button>
    </Form>
  );
}
