import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList } from '../ui/sheet/side-list.tsx';
import type { OverviewAnswer } from './queries.ts';

type Props = { readonly organisationId: string } & Pick<OverviewAnswer, 'figures' | 'asOf'>;

/** What was held, and who came: each count opens a list as long. */
export function MeetingsSide({ organisationId, figures, asOf }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const now = useNow();
  const { activities, elsewhere, attendances, absences } = figures;
  const meetings = (which: string) => `/organisations/${organisationId}/activities?which=${which}`;
  const presences = (presence: string) => `/organisations/${organisationId}/presences?presence=${presence}`;
  if (activities + elsewhere + attendances + absences === 0) return null;
  return (
    <Sheet title={t('rollup.meetings.title')} {...(asOf !== null && { right: <AsOf at={asOf} now={now} /> })}>
      <SideList
        items={[
          {
            key: 'held',
            count: activities,
            text: t('rollup.meetings.held', { count: activities }),
            ...(activities > 0 && { href: meetings('held') }),
          },
          ...(elsewhere === 0
            ? []
            : [
                {
                  key: 'elsewhere',
                  count: elsewhere,
                  text: t('rollup.meetings.elsewhere', { count: elsewhere }),
                  note: t('rollup.meetings.countsThere', { unit: term('unit') }),
                  href: meetings('elsewhere'),
                },
              ]),
          {
            key: 'present',
            count: attendances,
            text: t('rollup.meetings.present', { count: attendances }),
            note: t('rollup.meetings.due', { due: attendances + absences }),
            ...(attendances > 0 && { href: presences('present') }),
          },
          {
            key: 'absent',
            count: absences,
            text: t('rollup.meetings.absent', { count: absences }),
            ...(absences > 0 && { href: presences('absent') }),
          },
        ]}
      />
    </Sheet>
  );
}
