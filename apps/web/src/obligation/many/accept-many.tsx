import { useState, type ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useListFault, useRefusal } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import type { Obligation } from '../queries.ts';
import { PickLines } from '../../app/many/pick-lines.tsx';
import { useAcceptMany } from './queries.ts';

/** Of what is listed, that which awaits one's own check; one alone is checked on its own page. */
export function AcceptMany({ listed }: { readonly listed: readonly Obligation[] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const sayRefusal = useRefusal();
  const sayFault = useListFault();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const { mutate, isPending, error, variables } = useAcceptMany(() => choose(new Set()));
  const waiting = listed.filter(({ state, may }) => state === 'waiting' && may.check);
  if (waiting.length < 2) return null;
  const picked = waiting.filter(({ id }) => chosen.has(id));
  const faultOf = (id: string): string | undefined =>
    sayFault(error, `checks.${variables?.findIndex(({ obligationId }) => obligationId === id) ?? -1}`);
  const title = t('obligation.many.accept');
  return (
    <Sheet title={title} folded={t('obligation.many.waiting', { count: waiting.length })} padded>
      <Form
        name={title}
        onSubmit={() => mutate(picked.map(({ id, versions }) => ({ obligationId: id, version: versions })))}
      >
        <PickLines
          legend={title}
          all={t('obligation.many.all', { count: waiting.length })}
          lines={waiting.map(({ id, unit, title: what, versions }) => ({
            id,
            whose: unit.name,
            what: `${titles.of(what)} · ${t('obligation.version', { number: versions })}`,
            fault: faultOf(id),
          }))}
          chosen={chosen}
          onChoose={choose}
        />
        <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
        <Button
          type="submit"
          busy={isPending}
          {...(picked.length === 0 && { reason: t('obligation.many.chooseFirst') })}
        >
          {t('obligation.many.doAccept', { count: picked.length })}
        </Button>
      </Form>
    </Sheet>
  );
}
