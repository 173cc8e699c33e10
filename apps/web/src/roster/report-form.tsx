import { reportIn } from '@muster/contract/roster';
import type { ReactNode } from 'react';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Form } from '../ui/form/form.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';

/** A word from oneself: where one is, and how one can be reached. */
export function ReportForm({ personId }: { readonly personId: string }): ReactNode {
  const t = useText();
  const { value, change, discard } = useDraft(`report.${personId}`, { whereabouts: '', reachBy: '' });
  const { mutate, isPending, isSuccess, error } = useRosterAct(reportIn, discard);
  const faults = useFormFaults(error, ['whereabouts', 'reachBy']);
  const whereabouts = value.whereabouts.trim();
  const reachBy = value.reachBy.trim();
  const body = { whereabouts, ...(reachBy !== '' && { reachBy }) };
  return (
    <Form name={t('roster.report.title')} onSubmit={() => mutate({ params: { personId }, body })}>
      <InputField
        label={t('roster.report.where')}
        hint={t('roster.report.whereHint')}
        error={faults.at('whereabouts')}
        maxLength={120}
        value={value.whereabouts}
        onChange={(typed) => change({ whereabouts: typed })}
      />
      <InputField
        label={t('roster.report.reachBy')}
        error={faults.at('reachBy')}
        optional
        maxLength={120}
        value={value.reachBy}
        onChange={(typed) => change({ reachBy: typed })}
      />
      <ActFault>{faults.rest}</ActFault>
      {isSuccess && whereabouts === '' && (
        <output className="m-field">
          <StateWord state="met">{t('roster.report.done')}</StateWord>
        </output>
      )}
      <Button type="submit" busy={isPending} {...(whereabouts === '' && { reason: t('roster.report.whereFirst') })}>
        {t('roster.report.act')}
      </Button>
    </Form>
  );
}
