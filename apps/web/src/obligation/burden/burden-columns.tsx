import type { ReactNode } from 'react';
import { useCountsHours, useTerm, useTerms, useTitles } from '../../app/campaign.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useHours } from '../../study/use-hours.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import type { Column } from '../../ui/sheet/column.ts';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Period } from './period.ts';
import type { BurdenAsked } from './queries.ts';

type Figures = BurdenAsked['total'];
type Asker = BurdenAsked['by'][number];

function useFigureColumns<Row extends Figures>(): readonly Column<Row>[] {
  const t = useText();
  const hour = useTerm('studyHour', 'start-many');
  const hours = useHours();
  const countsHours = useCountsHours();
  const columns: readonly Column<Row>[] = [
    {
      key: 'papers',
      head: t('obligation.burden.papers'),
      label: t('obligation.burden.papers'),
      align: 'right',
      width: 120,
      cell: ({ papers }) => <Figure value={papers} />,
    },
    {
      key: 'meetings',
      head: t('obligation.burden.meetings'),
      label: t('obligation.burden.meetings'),
      align: 'right',
      width: 120,
      cell: ({ meetings }) => <Figure value={meetings} />,
    },
    {
      key: 'hours',
      head: hour,
      label: hour,
      align: 'right',
      width: 160,
      cell: ({ minutes }) => (minutes === 0 ? <Figure value={0} /> : hours.figure(minutes)),
    },
  ];
  return columns.filter(({ key }) => countsHours || key !== 'hours');
}

export function useBeneathColumns(period: Period): readonly Column<BurdenAsked['rows'][number]>[] {
  const t = useText();
  const units = useTerm('unit', 'start-many');
  const figures = useFigureColumns<BurdenAsked['rows'][number]>();
  return [
    {
      key: 'name',
      head: t('obligation.burden.where'),
      cell: ({ organisation }) => (
        <Anchor className="m-link" href={`/organisations/${organisation.id}/burden-asked?period=${period}`}>
          <UserText>{organisation.name}</UserText>
        </Anchor>
      ),
    },
    {
      key: 'units',
      head: units,
      label: units,
      align: 'right',
      width: 100,
      cell: (row) => <Figure value={row.units} />,
    },
    ...figures,
  ];
}

export function useByColumns(): readonly Column<Asker>[] {
  const t = useText();
  const figures = useFigureColumns<Asker>();
  return [{ key: 'by', head: t('obligation.burden.by'), cell: (asker) => <AskedBy asker={asker} /> }, ...figures];
}

export function useItemColumns(askers: readonly Asker[]): readonly Column<BurdenAsked['items'][number]>[] {
  const t = useText();
  const titles = useTitles();
  const hours = useHours();
  const { due } = useFormat();
  return [
    {
      key: 'what',
      head: t('obligation.burden.what'),
      cell: ({ title, what, stageCode }) => (
        <>
          {titles.of(title)}
          <span className="m-second">
            <Facts>
              {t(`obligation.burden.kind.${what}`)}
              {titles.stage(stageCode)}
            </Facts>
          </span>
        </>
      ),
    },
    {
      key: 'due',
      head: t('obligation.burden.due'),
      label: t('obligation.burden.due'),
      width: 160,
      cell: ({ dueOn }) => due(dueOn),
    },
    {
      key: 'number',
      head: t('obligation.burden.number'),
      label: t('obligation.burden.number'),
      align: 'right',
      width: 120,
      cell: ({ what, number }) => (what === 'time' ? hours.words(number) : <Figure value={number} />),
    },
    {
      key: 'by',
      head: t('obligation.burden.by'),
      label: t('obligation.burden.by'),
      cell: ({ by }) => {
        const asker = askers.find(({ key }) => key === by);
        return asker === undefined ? '—' : <AskedBy asker={asker} />;
      },
    },
  ];
}

function AskedBy({ asker: { organisation, playbook } }: { readonly asker: Asker }): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  if (playbook === null) return t('obligation.burden.byTeam', { team: term('team') });
  if (organisation === null) return titles.of(playbook.title);
  return (
    <div>
      <UserText>{organisation.name}</UserText>
      <span className="m-second">{titles.of(playbook.title)}</span>
    </div>
  );
}
