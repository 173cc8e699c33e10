import { useState, type ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults, useListFault } from '../../app/refusal.ts';
import { mayAnywhere, useMe } from '../../app/session.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { TextArea } from '../../ui/form/input.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Owed } from '../queries.ts';
import { PickLines } from '../../app/many/pick-lines.tsx';
import { useExemptMany } from './queries.ts';

type Props = { readonly organisationId: string; readonly listed: readonly Owed[] };

/** Of what is listed, that which is still to be done: many let off for one reason, each with an entry of its own. */
export function ExemptMany({ organisationId, listed }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const me = useMe();
  const sayFault = useListFault();
  const draft = useDraft(`exemptions.${organisationId}`, { reason: '' });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const { mutate, isPending, error, variables } = useExemptMany(() => {
    choose(new Set());
    draft.discard();
  });
  const faults = useFormFaults(error, ['reason']);
  const fault = faults.at('reason');
  const open = listed.filter(
    ({ standing, kind }) => (standing === 'open' || standing === 'overdue') && kind !== 'order',
  );
  if (open.length < 2 || !mayAnywhere(me, 'relieve-obligation')) return null;
  const picked = open.filter(({ id }) => chosen.has(id));
  const { reason } = draft.value;
  const title = t('obligation.many.exempt');
  return (
    <Sheet title={title} folded={t('obligation.many.open', { count: open.length })} padded>
      <Form name={title} onSubmit={() => mutate({ obligationIds: picked.map(({ id }) => id), reason: reason.trim() })}>
        <PickLines
          legend={title}
          all={t('obligation.many.all', { count: open.length })}
          lines={open.map(({ id, kind, unit, branch, person, title: what }) => ({
            id,
            whose: (person ?? branch ?? unit)?.name ?? '',
            what: (
              <Facts>
                {person !== null && unit !== null && <UserText>{unit.name}</UserText>}
                {/* A meeting is called as those who held it called it. */}
                {kind === 'make-up' ? <UserText>{titles.of(what)}</UserText> : titles.of(what)}
              </Facts>
            ),
            fault: sayFault(error, `obligationIds.${variables?.obligationIds.indexOf(id) ?? -1}`),
          }))}
          chosen={chosen}
          onChoose={choose}
        />
        <Field
          label={t('obligation.relief.reason')}
          hint={t('obligation.relief.exemptAbout')}
          {...(fault !== undefined && { error: fault })}
        >
          {(wires) => (
            <TextArea
              {...wires}
              rows={2}
              maxLength={2000}
              required
              value={reason}
              onChange={(event) => draft.change({ reason: event.target.value })}
            />
          )}
        </Field>
        <FormFault>{faults.rest}</FormFault>
        <Button
          type="submit"
          busy={isPending}
          {...(picked.length === 0 && { reason: t('obligation.many.chooseFirst') })}
        >
          {t('obligation.many.doExempt', { count: picked.length })}
        </Button>
      </Form>
    </Sheet>
  );
}
