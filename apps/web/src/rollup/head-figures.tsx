import type { ReactNode } from 'react';
import type { useTerms } from '../app/campaign.ts';
import { Say } from '../app/i18n/say.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { Facts } from '../ui/text/facts.tsx';
import type { OverviewAnswer } from './queries.ts';

type Props = {
  readonly organisationId: string;
  readonly figures: OverviewAnswer['figures'] | null;
  readonly term: ReturnType<typeof useTerms>;
  /** Units hang beneath places; beneath a party organisation there are branches alone. */
  readonly countsUnits: boolean;
};

/** Who is counted here: units, branches, members; each count opens its list. */
export function HeadFigures({ organisationId, figures, term, countsUnits }: Props): ReactNode {
  // Members have a roster of their own, which says as many.
  const list = (measure: string) =>
    `/organisations/${organisationId}/${measure === 'members' ? measure : `counted?measure=${measure}`}`;
  const figure = (value: number | undefined, measure: string): ReactNode => (
    <Figure value={value ?? null} {...(value !== undefined && value > 0 && { href: list(measure) })} fades={false} />
  );
  return (
    <Facts>
      {countsUnits && (
        <span className="m-fact">
          <Say
            k="rollup.units"
            values={{
              count: figure(figures?.units, 'units'),
              unit: term('unit', figures?.units === 1 ? 'one' : 'many'),
            }}
          />
        </span>
      )}
      <span className="m-fact">
        <Say
          k="rollup.branches"
          values={{
            count: figure(figures?.branches, 'branches'),
            branch: term('branch', figures?.branches === 1 ? 'one' : 'many'),
          }}
        />
      </span>
      <span className="m-fact">
        <Say
          k={figures !== null && figures.floating > 0 ? 'rollup.membersFloating' : 'rollup.members'}
          values={{
            count: figure(figures?.members, 'members'),
            floating: figure(figures?.floating, 'floating'),
            member: term('member', figures?.members === 1 ? 'one' : 'many'),
          }}
        />
      </span>
    </Facts>
  );
}
