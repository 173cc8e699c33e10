import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useCountedDays } from '../../app/counted-day.ts';
import { useRowCampaign } from '../../app/of-campaign.tsx';
import { DueLine } from '../../ui/figure/due-line.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { SideList, type SideItem } from '../../ui/sheet/side-list.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { useLacking, type Lacking } from './queries.ts';

/** As many as the figures of the sheet add up to. */
export function stillOf(stages: readonly Lacking[]): number {
  return stages.reduce((sum, { lectures, reading }) => sum + lectures.length + (reading?.unread ?? 0), 0);
}

type Props = {
  readonly personId: string;
  readonly own: boolean;
  /** On the page of that person, where the chapters are. */
  readonly here?: boolean;
};

/** What a member has still to say and to read, by when; recorded where it happens, it is gone from here. */
export function OwnLacking({ personId, own, here = false }: Props): ReactNode {
  const t = useText();
  const { data: stages = [] } = useLacking(personId);
  const items = useItems(stages, here ? undefined : `/people/${personId}`);
  if (items.length === 0) return null;
  return (
    <Sheet title={t(own ? 'study.still.own' : 'study.still.ofPerson')} caption={t('study.still.caption')}>
      <SideList items={items} />
    </Sheet>
  );
}

function useItems(stages: readonly Lacking[], href: string | undefined): readonly SideItem[] {
  const t = useText();
  const titles = useTitles();
  const dayOf = useCountedDays();
  const rowCampaign = useRowCampaign(stages);
  return stages.flatMap((stage) => {
    const { campaignId, stageCode, lectures, reading } = stage;
    const beneath = (dueOn: string, more: ReactNode) => (
      <>
        <Facts>
          <DueLine date={dueOn} today={dayOf(campaignId)} />
          {titles.stage(stageCode, campaignId)}
        </Facts>
        <span className="m-second">{more}</span>
        {rowCampaign(stage)}
      </>
    );
    return [
      ...lectures.map(({ code, title, dueOn }) => ({
        key: `${campaignId} ${stageCode} ${code}`,
        count: 1,
        text: t('study.still.lecture', { title: titles.of(title) }),
        note: beneath(dueOn, t('study.still.atMeeting')),
      })),
      ...(reading === null
        ? []
        : [
            {
              key: `${campaignId} ${stageCode} reading`,
              count: reading.unread,
              text: t('study.still.reading', { count: reading.unread, required: reading.required }),
              ...(href !== undefined && { href }),
              note: beneath(
                reading.dueOn,
                reading.works
                  .map(({ work, unread, required }) =>
                    required === 1
                      ? titles.of(work)
                      : t('study.still.chapters', { work: titles.of(work), count: unread }),
                  )
                  .join(t('study.still.and')),
              ),
            },
          ]),
    ];
  });
}
