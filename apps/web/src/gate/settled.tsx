import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { countText, percentText } from '../app/format/numbers.ts';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { SettledList } from '../ui/sheet/settled-list.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { LetOff } from './let-off.tsx';
import type { Finding } from './queries.ts';
import { isOpen } from './standing.ts';

/** What is met, does not apply, or has no standard: one line each. */
export function Settled({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const comma = useLanguage() === 'zh' ? '，' : ', ';
  const settled = findings.filter((finding) => !isOpen(finding));
  if (settled.length === 0) return null;
  const counts = (['met', 'not-applicable', 'not-set'] as const).flatMap((verdict) => {
    const count = settled.filter((finding) => finding.verdict === verdict).length;
    return count === 0 ? [] : [t(`gate.settled.${verdict}`, { count })];
  });
  return (
    <Sheet title={t('gate.settledTitle')} caption={counts.join(comma)}>
      <SettledList
        items={settled.map((finding) => ({
          key: finding.code,
          state: finding.verdict === 'met' ? 'met' : 'na',
          name: titles.of(finding.title),
          fact: (
            <>
              <Fact finding={finding} />
              <LetOff finding={finding} />
            </>
          ),
        }))}
      />
    </Sheet>
  );
}

function Fact({ finding }: { readonly finding: Finding }): ReactNode {
  const t = useText();
  const { verdict, measure, grain, num, den } = finding;
  // Of what was let off whole nothing is left to count.
  const measured = num !== null && den !== null && !(verdict === 'not-applicable' && den === 0);
  const isShare = measure.startsWith('assessment.') || ['study.attendance', 'study.made-up'].includes(measure);
  return (
    <Facts>
      {measured && measure === 'study.concentrated-days' && t('gate.days', { count: num })}
      {measured && measure === 'study.sessions-held' && t('gate.sessions', { count: num })}
      {measured && measure === 'study.lectures-given' && `${countText(num)}/${countText(den)}`}
      {measured &&
        measure === 'supervision.orders-closed' &&
        (den === 0 ? t('gate.noOrders') : `${countText(num)}/${countText(den)}`)}
      {measured && isShare && percentText(num, den)}
      {measured && (isShare || grain === 'member') && `${countText(num)}/${countText(den)}`}
      {verdict !== 'met' && t(verdict === 'not-set' ? 'ui.standardNotSet' : 'ui.state.na')}
    </Facts>
  );
}
