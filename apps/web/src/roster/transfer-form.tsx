import { proposeTransfer } from '@muster/contract/roster';
import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { useTermText } from '../app/term-text.ts';
import { Button } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Field } from '../ui/form/field.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Choice } from '../ui/form/input.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ActFault } from './act.tsx';
import { useRosterAct } from './acts.ts';
import { useDestinations, type Destination, type History } from './member-queries.ts';
import { OfficesHeld } from './offices-held.tsx';
import { UnsettledUnit } from './unsettled-unit.tsx';

type Props = { readonly personId: string; readonly history: Pick<History, 'offices' | 'unsettled'> };

/** To another branch, or to another unit of a joint one: at once by whoever answers for both ends, else proposed. */
export function TransferForm({ personId, history: { offices, unsettled } }: Props): ReactNode {
  const t = useTermText();
  const term = useTerms();
  const today = useToday();
  const empty = { text: '', unitId: '', on: '', reason: '' };
  const { value, change, discard } = useDraft(`transfer.${personId}`, empty);
  const [chosen, setChosen] = useState<Destination | null>(null);
  const { mutate, isPending, error } = useRosterAct(proposeTransfer, () => {
    discard();
    setChosen(null);
  });
  const faults = useFormFaults(error, ['branchId', 'on', 'reason']);
  const branch = term('branch');
  if (chosen === null)
    return (
      <>
        {unsettled !== null && <UnsettledUnit unsettled={unsettled} />}
        <FindBranch personId={personId} text={value.text} onType={(text) => change({ text })} onChoose={setChosen} />
      </>
    );
  const unitId = value.unitId === '' ? chosen.units[0]?.id : value.unitId;
  const send = (): void =>
    mutate({
      params: { personId },
      body: {
        branchId: chosen.branchId,
        ...(unitId !== undefined && { unitId }),
        ...(chosen.mayReceive && value.on !== '' && { on: value.on }),
        ...(value.reason.trim() !== '' && { reason: value.reason.trim() }),
      },
    });
  const isLast = unsettled !== null && unsettled.isLast && unitId !== unsettled.unit.id;
  const label = t(chosen.mayReceive ? 'roster.transfer.actNow' : 'roster.transfer.act');
  const effect = chosen.mayReceive ? t('roster.transfer.effectNow') : t('roster.transfer.effectLater', { branch });
  return (
    <>
      <p>
        <b>
          <UserText>{chosen.name}</UserText>
        </b>{' '}
        <Button small quiet onClick={() => setChosen(null)}>
          {t('roster.transfer.another')}
        </Button>
      </p>
      {chosen.units.length > 1 && (
        <Field label={term('unit', 'start')}>
          {(wires) => (
            <Choice {...wires} value={unitId} onChange={(event) => change({ unitId: event.target.value })}>
              {chosen.units.map(({ id, name }) => (
                <option key={id} value={id} data-user="" lang="zh-Hans">
                  {name}
                </option>
              ))}
            </Choice>
          )}
        </Field>
      )}
      {chosen.mayReceive ? (
        <InputField
          label={t('roster.transfer.on')}
          error={faults.at('on')}
          type="date"
          max={today}
          value={value.on === '' ? today : value.on}
          onChange={(typed) => change({ on: typed })}
        />
      ) : (
        <p className="m-caption">{t('roster.transfer.twoSteps', { branch })}</p>
      )}
      <InputField
        label={t('roster.transfer.reason')}
        error={faults.at('reason')}
        optional
        maxLength={200}
        value={value.reason}
        onChange={(typed) => change({ reason: typed })}
      />
      <OfficesHeld offices={offices} says="roster.transfer.officesStay" />
      {chosen.units.find(({ id }) => id === unitId)?.isJudged === true && (
        <p role="note">{t('roster.transfer.judged')}</p>
      )}
      {unsettled !== null && <UnsettledUnit unsettled={unsettled} />}
      <ActFault>{faults.at('branchId') ?? faults.rest}</ActFault>
      {isLast ? (
        <Button reason={t('roster.transfer.lastStays')}>{label}</Button>
      ) : (
        <ConfirmButton busy={isPending} effect={effect} onConfirm={send}>
          {label}
        </ConfirmButton>
      )}
    </>
  );
}

type FindProps = {
  readonly personId: string;
  readonly text: string;
  readonly onType: (text: string) => void;
  readonly onChoose: (branch: Destination) => void;
};

function FindBranch({ personId, text, onType, onChoose }: FindProps): ReactNode {
  const t = useText();
  const branch = useTerms()('branch');
  const { data: found } = useDestinations(personId, text);
  const none = text.trim() !== '' && found?.length === 0;
  return (
    <>
      <InputField
        label={t('roster.transfer.to', { branch })}
        hint={t(none ? 'roster.transfer.noneFound' : 'roster.transfer.toHint', { branch })}
        autoComplete="off"
        value={text}
        onChange={onType}
      />
      {text.trim() !== '' && found !== undefined && found.length > 0 && (
        <ul className="roster-found">
          {found.map((one) => (
            <li key={one.branchId}>
              <span>
                <UserText>{one.name}</UserText>
                <span className="m-second">
                  {t(one.mayReceive ? 'roster.transfer.atOnce' : 'roster.transfer.needsAnswer')}
                </span>
              </span>
              <Button small onClick={() => onChoose(one)}>
                {t('roster.transfer.choose')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
