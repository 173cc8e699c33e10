import { closeOrganisation, mergeOrganisation, moveOrganisation } from '@muster/contract/organisation';
import { kindsAbove, treeOf, type Kind } from '@muster/core/organisation';
import { useState, type ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { ConfirmButton } from '../../ui/form/confirm-button.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Input } from '../../ui/form/input.tsx';
import { Loading } from '../../ui/sheet/loading.tsx';
import { EffectsList } from './effects-list.tsx';
import { NodePicker, type PickedNode } from './node-picker.tsx';
import { useObstacles, type ChangeAct } from './obstacles.ts';
import { useChange, useEffects } from './queries.ts';

type Props = {
  readonly act: ChangeAct;
  readonly organisation: { readonly id: string; readonly kind: Kind; readonly name: string };
  readonly onDone: () => void;
};

/** Move, merge or close from a day on, with a reason: where to, what it will change, and then the act itself. */
export function ChangeForm({ act, organisation, onDone }: Props): ReactNode {
  const t = useText();
  const today = useToday();
  const { data: effects } = useEffects(organisation.id);
  const [target, setTarget] = useState<PickedNode | null>(null);
  const ofTarget = useEffects(act === 'merge' && target !== null ? target.id : null);
  const { value, change, discard } = useDraft(`${act}.${organisation.id}`, { on: '', reason: '' });
  const { send, isPending, error } = useSend(act, organisation.id, () => {
    discard();
    onDone();
  });
  const faults = useFormFaults(error, ['on', 'reason', 'parentId', 'intoId']);
  const on = value.on === '' ? today : value.on;
  const reason = value.reason.trim();
  const into = target !== null && ofTarget.data !== undefined ? { name: target.name, effects: ofTarget.data } : null;
  const obstacles = useObstacles(act)(effects === undefined ? null : { name: organisation.name, effects }, into);
  const missing =
    obstacles.length > 0
      ? t('organisation.change.settleFirst')
      : act !== 'close' && target === null
        ? t('organisation.change.chooseFirst')
        : reason === ''
          ? t('organisation.change.reasonFirst')
          : undefined;
  const label = t(`organisation.change.do.${act}`);
  const list = effects !== undefined && !ofTarget.isLoading && (
    <EffectsList act={act} organisation={organisation} effects={effects} into={into} obstacles={obstacles} />
  );
  return (
    <>
      {act !== 'close' && (
        <Field
          label={t(act === 'move' ? 'organisation.change.newParent' : 'organisation.change.into')}
          error={faults.at('parentId') ?? faults.at('intoId')}
        >
          {() => (
            <NodePicker
              name={t('organisation.tree')}
              tree={treeOf(organisation.kind)}
              kinds={act === 'move' ? kindsAbove[organisation.kind] : [organisation.kind]}
              except={organisation.id}
              value={target}
              onPick={setTarget}
            />
          )}
        </Field>
      )}
      <Field label={t('organisation.change.on')} error={faults.at('on')} hint={t('organisation.change.onHint')}>
        {(wires) => (
          <Input
            {...wires}
            type="date"
            max={today}
            value={on}
            onChange={(event) => change({ on: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('organisation.change.reason')} error={faults.at('reason')}>
        {(wires) => (
          <Input
            {...wires}
            maxLength={500}
            value={value.reason}
            onChange={(event) => change({ reason: event.target.value })}
          />
        )}
      </Field>
      {list === false ? <Loading rows={3} /> : list}
      <FormFault>{faults.rest}</FormFault>
      {missing === undefined && list !== false ? (
        <ConfirmButton busy={isPending} effect={list} onConfirm={() => send(target?.id ?? '', on, reason)}>
          {label}
        </ConfirmButton>
      ) : (
        <Button reason={missing ?? ''}>{label}</Button>
      )}
    </>
  );
}

function useSend(act: ChangeAct, organisationId: string, done: () => void) {
  const params = { organisationId };
  const move = useChange(moveOrganisation, done);
  const merge = useChange(mergeOrganisation, done);
  const close = useChange(closeOrganisation, done);
  const { isPending, error } = { move, merge, close }[act];
  return {
    isPending,
    error,
    send: (target: string, on: string, reason: string): void => {
      if (act === 'move') move.mutate({ params, body: { parentId: target, on, reason } });
      else if (act === 'merge') merge.mutate({ params, body: { intoId: target, on, reason } });
      else close.mutate({ params, body: { on, reason } });
    },
  };
}
