import { useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useCountedDay } from '../../app/counted-day.ts';
import { DueLine } from '../../ui/figure/due-line.tsx';
import type { SideItem } from '../../ui/sheet/side-list.tsx';
import { useLackingAt } from './queries.ts';

/** How many of a branch or a unit have still to speak, and to read; each count opens as many names. */
export function useLackingItems(organisationId: string): readonly SideItem[] {
  const t = useText();
  const titles = useTitles();
  const today = useCountedDay();
  const { data } = useLackingAt(organisationId);
  const at = `/organisations/${organisationId}`;
  return [
    ...(data?.unspoken ?? [])
      .filter(({ count }) => count > 0)
      .map(({ stage, code, title, dueOn, count, asked }) => ({
        key: `unspoken ${stage} ${code}`,
        count,
        text: t('study.still.unspoken', { count, title: titles.of(title), asked }),
        note: <DueLine date={dueOn} today={today} />,
        href: `${at}/unspoken?${new URLSearchParams({ stage, lecture: code }).toString()}`,
      })),
    ...(data?.unread ?? [])
      .filter(({ count }) => count > 0)
      .map(({ stage, dueOn, count, asked }) => ({
        key: `unread ${stage}`,
        count,
        text: t('study.still.unread', { count, asked }),
        note: <DueLine date={dueOn} today={today} />,
        href: `${at}/unread?${new URLSearchParams({ stage }).toString()}`,
      })),
  ];
}
