import { useState, type ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Form } from '../ui/form/form.tsx';
import { Choice } from '../ui/form/input.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useFormPool, type Pools } from './pool-queries.ts';

type Unit = Pools['units'][number];
type Props = { readonly organisationId: string; readonly units: readonly Unit[]; readonly mayForm: boolean };

/** Small ones by name with how many may vote; whoever answers for them all chooses who votes together, and where the papers are counted. */
export function FormPool({ organisationId, units, mayForm }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const sayRefusal = useRefusal();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [hostId, setHostId] = useState('');
  const { mutate, isPending, error } = useFormPool(organisationId);
  const small = units.filter(isSmall);
  const others = units.filter((unit) => !isSmall(unit));
  const picked = units.filter(({ id }) => chosen.includes(id));
  const host = picked.find(({ id }) => id === hostId) ?? picked[0];
  const voters = picked.reduce((sum, unit) => sum + unit.voters, 0);
  const least = Math.max(0, ...picked.map(({ fewestVoters }) => fewestVoters));
  const title = t('assessment.pool.form');
  const toggle = (id: string, on: boolean): void =>
    setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
  const send = (): void => {
    if (host !== undefined) mutate([host.id, ...picked.map(({ id }) => id).filter((id) => id !== host.id)]);
  };
  if (!mayForm)
    return (
      <Sheet title={t('assessment.pool.tooSmall')}>
        <UnitLines units={small} />
      </Sheet>
    );
  return (
    <Sheet title={title} caption={t('assessment.pool.formAbout')} padded>
      <Form name={title} onSubmit={send}>
        <Checks legend={t('assessment.pool.tooSmall')} units={small} chosen={chosen} onToggle={toggle} />
        {others.length > 0 && (
          <details>
            <summary>{t('assessment.pool.others', { units: term('unit', 'many') })}</summary>
            <Checks
              legend={t('assessment.pool.othersAbout', { units: term('unit', 'many') })}
              units={others}
              chosen={chosen}
              onToggle={toggle}
            />
          </details>
        )}
        {picked.length > 1 && (
          <Field label={t('assessment.pool.host')} hint={t('assessment.pool.hostHint', { team: term('team') })}>
            {(wires) => (
              <Choice {...wires} value={host?.id} onChange={(event) => setHostId(event.target.value)}>
                {picked.map(({ id, name }) => (
                  <option key={id} value={id} data-user="" lang="zh-Hans">
                    {name}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
        )}
        {picked.length > 0 && (
          <p className="m-caption">{t('assessment.pool.sum', { count: picked.length, voters, least })}</p>
        )}
        <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
        <Button
          primary
          type="submit"
          busy={isPending}
          {...(picked.length < 2 && { reason: t('assessment.pool.chooseTwo') })}
        >
          {title}
        </Button>
      </Form>
    </Sheet>
  );
}

const isSmall = ({ voters, fewestVoters }: Unit): boolean => voters < fewestVoters;

type ChecksProps = {
  readonly legend: string;
  readonly units: readonly Unit[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string, on: boolean) => void;
};

function Checks({ legend, units, chosen, onToggle }: ChecksProps): ReactNode {
  const t = useText();
  return (
    <fieldset className="assessment-checks">
      <legend>{legend}</legend>
      {units.map(({ id, name, voters }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => onToggle(id, event.target.checked)}
          />
          <UserText>{name}</UserText>
          <span className="m-caption">{t('assessment.pool.voters', { voters })}</span>
        </label>
      ))}
    </fieldset>
  );
}

function UnitLines({ units }: { readonly units: readonly Unit[] }): ReactNode {
  const t = useText();
  return (
    <ul className="assessment-lines">
      {units.map(({ id, name, voters }) => (
        <li key={id}>
          <UserText>{name}</UserText>
          <span className="m-second">{t('assessment.pool.voters', { voters })}</span>
        </li>
      ))}
    </ul>
  );
}
