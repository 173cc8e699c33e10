import type { RouteAnswer } from '@muster/contract';
import { listActivities, listPresences } from '@muster/contract/study';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { client } from '../app/client.ts';
import { percentText } from '../app/format/numbers.ts';
import { useText } from '../app/i18n/use-text.ts';
import { activitiesAddress } from '../study/activities-address.ts';
import { Figure } from '../ui/figure/figure.tsx';
import { Facts } from '../ui/text/facts.tsx';
import type { Item } from './self-check-queries.ts';

type Props = { readonly unitId: string; readonly records: NonNullable<Item['records']> };

/** What is recorded of a unit since the campaign began, though no condition asks for it: the number of the list that it opens. */
export function RecordedFigure({ unitId, records: { measure, activity } }: Props): ReactNode {
  return measure === 'study.attendance' ? (
    <Attendance unitId={unitId} />
  ) : (
    <Sessions unitId={unitId} kind={activity ?? undefined} />
  );
}

function Attendance({ unitId }: { readonly unitId: string }): ReactNode {
  const t = useText();
  const present = useCount(unitId, 'present');
  const absent = useCount(unitId, 'absent');
  if (present === undefined || absent === undefined) return '…';
  const all = present + absent;
  return (
    <span>
      <Figure
        value={all === 0 ? t('gate.notHeld') : percentText(present, all)}
        size="row"
        href={all === 0 ? undefined : `/organisations/${unitId}/presences?presence=present`}
      />
      {all > 0 && <span className="m-second">{t('supervision.selfCheck.present', { present, all })}</span>}
    </span>
  );
}

function Sessions({ unitId, kind }: { readonly unitId: string; readonly kind: string | undefined }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { data } = useQuery({
    queryKey: ['supervision', 'recorded', unitId, 'activities', kind],
    queryFn: () =>
      client.call(listActivities, { params: { organisationId: unitId }, query: { ...(kind && { kind }), limit: 1 } }),
  });
  if (data === undefined) return '…';
  const href = activitiesAddress(unitId, { which: undefined, kind });
  return (
    <span>
      <Figure value={t('gate.sessions', { count: data.all })} size="row" href={href} />
      <span className="m-second">
        <Facts>
          {kind !== undefined && titles.kind(kind)}
          {t('supervision.selfCheck.sinceBegun')}
        </Facts>
      </span>
    </span>
  );
}

type Presence = RouteAnswer<typeof listPresences>;

function useCount(organisationId: string, presence: 'present' | 'absent'): number | undefined {
  const { data } = useQuery<Presence>({
    queryKey: ['supervision', 'recorded', organisationId, presence],
    queryFn: () => client.call(listPresences, { params: { organisationId }, query: { presence, limit: 1 } }),
  });
  return data?.all;
}
