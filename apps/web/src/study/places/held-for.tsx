import { useState, type ReactNode } from 'react';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { Say } from '../../app/i18n/say.tsx';
import { useRefusal } from '../../app/refusal.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Choice } from '../../ui/form/input.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { WithdrawForm } from '../withdraw-form.tsx';
import { useHeldFor, useHoldFor, useWithdrawHeldFor, type HeldFor } from './held-for-queries.ts';
import '../lectures.css';

/** For which places above the units this was their own meeting; nothing where it was nobody's and nobody may say so. */
export function HeldForSheet({ activityId }: { readonly activityId: string }): ReactNode {
  const t = useText();
  const { data, error, refetch } = useHeldFor(activityId);
  if (error !== null) return <Trouble error={error} what={t('study.heldFor.title')} onRetry={() => void refetch()} />;
  if (data === undefined || (data.heldFor.length === 0 && data.places.length === 0)) return null;
  return (
    <Sheet title={t('study.heldFor.title')} caption={t('study.heldFor.caption')}>
      {data.heldFor.map((each) => (
        <OnePlace key={each.id} heldFor={each} />
      ))}
      {data.places.length > 0 && <PlaceForm activityId={activityId} places={data.places} />}
    </Sheet>
  );
}

function OnePlace({
  heldFor: { id, place, by, at, withdrawn, mayWithdraw },
}: {
  readonly heldFor: HeldFor;
}): ReactNode {
  const t = useText();
  const { moment } = useFormat();
  const withdrawing = useWithdrawHeldFor(id);
  return (
    <article className="study-lecture" aria-label={place.name} data-user="">
      <h3 className={withdrawn === null ? undefined : 'study-lecture-gone'}>
        <UserText>{place.name}</UserText>
      </h3>
      <p className="m-caption">
        <Say k="study.heldFor.saidBy" values={{ who: <UserText>{by}</UserText>, time: moment(at) }} />
      </p>
      {withdrawn !== null && (
        <p className="m-caption">
          <Say
            k="study.lecture.withdrawnBy"
            values={{
              who: <UserText>{withdrawn.by}</UserText>,
              time: moment(withdrawn.at),
              reason: <UserText>{withdrawn.reason}</UserText>,
            }}
          />
        </p>
      )}
      {mayWithdraw && <WithdrawForm withdrawing={withdrawing} act={t('study.heldFor.withdraw')} />}
    </article>
  );
}

type Props = { readonly activityId: string; readonly places: readonly HeldFor['place'][] };

function PlaceForm({ activityId, places }: Props): ReactNode {
  const t = useText();
  const [chosen, setChosen] = useState('');
  const sayRefusal = useRefusal();
  const { mutate, isPending, error } = useHoldFor(activityId);
  const place = places.find(({ id }) => id === chosen) ?? places.at(-1);
  return (
    <div className="study-leave-form m-unprinted">
      <Field label={t('study.heldFor.place')}>
        {(wires) => (
          <Choice {...wires} value={place?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {places.map(({ id, name }) => (
              <option key={id} value={id} data-user="" lang="zh-Hans">
                {name}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
      <Button busy={isPending} onClick={() => place !== undefined && mutate(place.id)}>
        {t('study.heldFor.save')}
      </Button>
    </div>
  );
}
