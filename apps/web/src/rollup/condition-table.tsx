import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useText, type Text } from '../app/i18n/use-text.ts';
import { StateCounts, StateCountsHead } from '../ui/figure/state-counts.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import type { State } from '../ui/sign/state.ts';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useDrill, type Drill } from './batch.ts';
import { standingsAddress, type OverviewCondition, type Verdict } from './queries.ts';
import './rollup.css';

/** With the first that do not meet it, where the page names them. */
export type ConditionLine = Omit<OverviewCondition, 'lacking'> & Partial<Pick<OverviewCondition, 'lacking'>>;

type Props = {
  readonly organisationId: string;
  readonly conditions: readonly ConditionLine[];
  readonly name: string;
};

/** Each condition with its four counts, their bar, and whose gap it is. */
export function ConditionTable({ organisationId, conditions, name }: Props): ReactNode {
  const columns = columnsOf(organisationId, useText(), useTitles(), useDrill());
  const named = conditions.some(({ lacking }) => lacking !== undefined);
  const shown = named ? columns : columns.filter(({ key }) => key !== 'gap');
  return <DataTable name={name} columns={shown} rows={conditions} rowKey={({ code }) => code} height="counts" />;
}

function columnsOf(
  organisationId: string,
  t: Text,
  titles: ReturnType<typeof useTitles>,
  drill: Drill,
): Column<ConditionLine>[] {
  return [
    {
      key: 'name',
      head: t('rollup.condition'),
      width: 240,
      cell: ({ title, isHard, notSet, ...condition }) => (
        <>
          <span className="m-roll-name">
            <UserText>{titles.of(title)}</UserText>
          </span>
          <span className="m-second">
            {notSet > 0 ? (
              <Anchor className="m-link" href={drill(standingsAddress(organisationId, condition, 'not-set'))}>
                {t('rollup.notSet', { count: notSet })}
              </Anchor>
            ) : (
              t(isHard ? 'ui.hard' : 'rollup.notHard')
            )}
          </span>
        </>
      ),
    },
    {
      key: 'counts',
      head: <StateCountsHead />,
      width: 316,
      cell: (condition) => (
        <StateCounts
          counts={countsOf(condition)}
          listOf={(state) => drill(standingsAddress(organisationId, condition, verdictOf[state]))}
        />
      ),
    },
    {
      key: 'gap',
      head: t('rollup.whoLacks'),
      label: t('rollup.whoLacks'),
      cell: (condition) => <Lacking organisationId={organisationId} condition={condition} />,
    },
  ];
}

type LackingProps = { readonly organisationId: string; readonly condition: ConditionLine };

/** Two names and how many there are; a list has them all, or two where some do not meet it and of others it is not known yet. */
function Lacking({ organisationId, condition }: LackingProps): ReactNode {
  const t = useText();
  const drill = useDrill();
  const count = condition.notMet + condition.waiting;
  const names = (condition.lacking ?? []).slice(0, 2);
  if (count === 0) {
    return <span className="m-caption">{t(condition.notSet > 0 ? 'rollup.shownOnly' : 'rollup.nobodyLacks')}</span>;
  }
  return (
    <span className="m-roll-lack">
      <Names names={names.map((unit) => unit.name)} />
      {count > names.length && <span className="m-nowrap">{t('rollup.inAll', { count })}</span>}
      <br />
      <Facts>
        {lackingLists(condition).map(({ verdict, key }) => (
          <Anchor key={verdict} className="m-link" href={drill(standingsAddress(organisationId, condition, verdict))}>
            {t(key, { count: verdict === 'waiting' ? condition.waiting : condition.notMet })}
          </Anchor>
        ))}
      </Facts>
    </span>
  );
}

function Names({ names }: { readonly names: readonly string[] }): ReactNode {
  const t = useText();
  return names.map((name, place) => (
    <span key={name}>
      {place > 0 && t('rollup.and')}
      <UserText>{name}</UserText>
    </span>
  ));
}

/** Those without a standard are counted beside the name, in words of their own. */
function countsOf({ met, notMet, waiting, notApplicable }: ConditionLine): Record<State, number> {
  return { met, gap: notMet, wait: waiting, na: notApplicable };
}

const verdictOf: Readonly<Record<State, Verdict>> = {
  met: 'met',
  gap: 'not-met',
  wait: 'waiting',
  na: 'not-applicable',
};

function lackingLists({ notMet, waiting }: ConditionLine) {
  if (notMet > 0 && waiting > 0)
    return [
      { verdict: 'not-met', key: 'rollup.seeNotMet' },
      { verdict: 'waiting', key: 'rollup.seeWaiting' },
    ] as const;
  return [{ verdict: notMet > 0 ? 'not-met' : 'waiting', key: 'rollup.seeUnits' }] as const;
}
