import { Refused } from '@muster/client';
import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { useComma } from '../app/i18n/use-comma.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { FieldFault } from '../app/refusal.ts';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './campaign.css';
import { faultValue } from './fault-value.ts';
import { sentenceOf } from './fault-sentence.ts';

/** Each fault with its place in the document, as people write it. */
export function PlaybookFaults({ error }: { readonly error: unknown }): ReactNode {
  const faults = error instanceof Refused ? (error.problem.faults ?? []) : [];
  if (faults.length === 0) return null;
  return (
    <ul className="m-faults m-field">
      {faults.map((fault) => (
        <Fault key={`${fault.field} ${fault.message}`} fault={fault} />
      ))}
    </ul>
  );
}

function Fault({ fault }: { readonly fault: FieldFault }): ReactNode {
  const t = useText();
  const comma = useComma();
  const { field, code } = fault;
  const params = fault.params ?? {};
  const line = params['line'];
  const nearest = params['nearest'];
  const above = params['above'] ?? params['superior'];
  const written = params['written'];
  const told = params['key'] ?? params['term'] ?? params['found'] ?? params['language'];
  // Where the place ends in the very word, once is enough.
  const named = told === undefined || field.endsWith(String(told)) ? undefined : told;
  return (
    <li>
      <b>
        {(line !== undefined || field === '') &&
          t(line === undefined ? 'campaign.whole' : 'campaign.line', {
            line: line ?? '',
            column: params['column'] ?? '',
          })}
        {field !== '' && (
          <span className="m-second">
            <UserText>{field}</UserText>
          </span>
        )}
      </b>
      <span>
        {t(sentenceOf(code, params), params)}
        {(named !== undefined || nearest !== undefined) && (
          <span className="m-second">
            <Facts>
              {named !== undefined && <UserText>{named}</UserText>}
              {nearest !== undefined && nearest !== '' && (
                <Say k="campaign.nearest" values={{ nearest: <UserText>{nearest}</UserText> }} />
              )}
            </Facts>
          </span>
        )}
        {above !== undefined && (
          <span className="m-second">
            <UserText>{t('campaign.above', { above: faultValue(t, comma, String(above)) })}</UserText>
          </span>
        )}
        {written !== undefined && (
          <span className="m-second">
            <UserText>{t('campaign.written', { written: faultValue(t, comma, String(written)) })}</UserText>
          </span>
        )}
      </span>
    </li>
  );
}
