import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useTermText } from '../../app/term-text.ts';
import { Facts } from '../../ui/text/facts.tsx';
import type { Leaders } from './queries.ts';

type Of = { readonly of: Pick<Leaders, 'asked' | 'counts'> };

export function Verdict({ of: { asked, counts } }: Of): ReactNode {
  const t = useTermText();
  if (counts.leaders === 0) return t('supervision.leaders.nobody');
  const isAsked = Object.values(asked).some((times) => times !== null);
  if (!isAsked) return t('supervision.leaders.count', { count: counts.leaders });
  return counts.gaps === 0
    ? t('supervision.leaders.allDone', { count: counts.leaders })
    : t('supervision.leaders.lacking', { count: counts.gaps, all: counts.leaders });
}

export function Coverage({ of: { counts } }: Of): ReactNode {
  const t = useText();
  const term = useTerms();
  const said = { all: counts.leaders, branch: term('branch') };
  return (
    <Facts>
      {t('supervision.leaders.coverOwn', { ...said, count: counts.tookPart })}
      {t('supervision.leaders.coverPoint', { ...said, count: counts.withPoint })}
      {t('supervision.leaders.coverThere', { count: counts.atPoint })}
    </Facts>
  );
}

/** What the playbook asks, so that a gap explains itself. */
export function Asked({ of: { asked } }: Of): ReactNode {
  const t = useText();
  const term = useTerms();
  const words = {
    ownBranch: t('supervision.leaders.askedOwn', { branch: term('branch') }),
    contactPoint: t('supervision.leaders.askedThere'),
    lectures: t('supervision.leaders.askedLectures'),
  };
  const duties = (['ownBranch', 'contactPoint', 'lectures'] as const).flatMap((duty) => {
    const times = asked[duty];
    return times === null ? [] : [{ what: words[duty], atLeast: times.atLeast }];
  });
  if (duties.length === 0) return t('supervision.leaders.notAsked');
  return (
    <Facts>
      {[...Map.groupBy(duties, ({ atLeast }) => atLeast)].map(([atLeast, same]) =>
        t('supervision.leaders.askedLine', {
          what: same.map(({ what }) => what).join(t('supervision.leaders.and')),
          often:
            atLeast === null ? t('supervision.leaders.notSet') : t('supervision.leaders.times', { count: atLeast }),
        }),
      )}
    </Facts>
  );
}
