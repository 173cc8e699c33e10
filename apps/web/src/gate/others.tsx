import type { ReactNode } from 'react';
import { useTerm } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import type { Gate } from './queries.ts';
import { isUnderWay, openOf, type Standing } from './standing.ts';

type Props = { readonly gate: Gate; readonly standing: Standing };

/** What is open and stops nobody: said, so that nobody takes it for a hindrance, nor for nothing. */
export function Others({ gate, standing }: Props): ReactNode {
  const t = useText();
  const team = useTerm('team');
  const office = useTerm('office');
  const { others } = openOf(gate.findings);
  if (others === 0 || !isUnderWay(standing)) return null;
  return (
    <span className="m-second">
      {t(standing.is === 'blocked' ? 'gate.besides' : 'gate.soft', { count: others, team, office })}
    </span>
  );
}
