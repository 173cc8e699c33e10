import type { ReactNode } from 'react';
import { Say } from '../../app/i18n/say.tsx';
import { UserText } from '../text/user-text.tsx';
import './rollcall.css';

export type Reason = { readonly key: string; readonly label: string };

type Props = {
  /** The person it is for; named, since the tile may be out of sight. */
  readonly name: string;
  readonly reasons: readonly Reason[];
  readonly chosen?: string | undefined;
  readonly onChoose: (key: string) => void;
};

export function ReasonRow({ name, reasons, chosen, onChoose }: Props): ReactNode {
  return (
    <fieldset className="m-reason">
      <legend>
        <Say
          k="ui.absentReason"
          values={{
            name: (
              <b>
                <UserText>{name}</UserText>
              </b>
            ),
          }}
        />
      </legend>
      <div>
        {reasons.map(({ key, label }) => (
          <button key={key} type="button" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
