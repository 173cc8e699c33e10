import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { useNow } from '../app/now.ts';
import { AsOf } from '../ui/figure/as-of.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList } from '../ui/sheet/side-list.tsx';
import { useBatch, useDrill } from './batch.ts';
import { owedAddress, type OverviewAnswer } from './queries.ts';

/** What is not done though its day has passed, what comes within a week, and what was let off, by kind; each count opens its list. */
export function OwedSide({ overview }: { readonly overview: OverviewAnswer }): ReactNode {
  const t = useText();
  const now = useNow();
  const drill = useDrill();
  const batch = useBatch();
  const { owed, asOf, organisation } = overview;
  if (owed.length === 0) return null;
  const due = (['overdue', 'week'] as const).flatMap((when) =>
    owed
      .filter((figures) => figures[when] > 0)
      .map(({ kind, asked, ...figures }) => ({
        key: `${when} ${kind}`,
        count: figures[when],
        text: t(`rollup.owed.of.${when}`, { kind: t(`rollup.owed.kind.${kind}`, { count: figures[when] }) }),
        ...(when === 'overdue' && {
          note: (
            <Anchor className="m-link" href={drill(owedAddress(organisation.id, 'asked', kind))}>
              {t('rollup.owed.asked', { asked })}
            </Anchor>
          ),
          state: 'gap' as const,
        }),
        href: drill(owedAddress(organisation.id, when, kind)),
      })),
  );
  const letOff = owed
    .filter(({ exempt }) => exempt > 0)
    .map(({ kind, exempt }) => ({
      key: `exempt ${kind}`,
      count: exempt,
      text: t('rollup.owed.of.exempt', { kind: t(`rollup.owed.kind.${kind}`, { count: exempt }) }),
      // The page of what is owed knows no batch, but has who let it off.
      href:
        batch === null
          ? `/organisations/${organisation.id}/to-do?state=exempt&kind=${kind}`
          : drill(owedAddress(organisation.id, 'exempt', kind)),
    }));
  const items = [...due, ...letOff];
  return (
    <Sheet title={t('rollup.owed.title')} {...(asOf !== null && { right: <AsOf at={asOf} now={now} /> })}>
      {items.length === 0 ? <EmptyLine>{t('rollup.owed.none')}</EmptyLine> : <SideList items={items} />}
    </Sheet>
  );
}
