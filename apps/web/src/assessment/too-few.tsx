import type { ReactNode } from 'react';
import { useTerm, useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { SettledList } from '../ui/sheet/settled-list.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import type { Assessment } from './queries.ts';

type Few = { readonly valid: number; readonly least: number };

/** While it is typed, before it is entered for good. */
export function FewWarning({ valid, least }: Few): ReactNode {
  const t = useText();
  const team = useTerm('team');
  return (
    <p className="assessment-few">
      <StateWord state="gap">{t('assessment.few.typed', { count: valid, least })}</StateWord>
      {t('assessment.few.typedThen', { team })}
    </p>
  );
}

/** Both counted so few alike: what has been done of what follows, and what is still to do, with the way there. */
export function TooFewSheet({ assessment, few }: { readonly assessment: Assessment; readonly few: Few }): ReactNode {
  const t = useText();
  const term = useTerms();
  const words = { team: term('team'), office: term('office') };
  const { state, report, may, unit } = assessment;
  const confirmed = state === 'confirmed';
  return (
    <Sheet title={t('assessment.few.title', { ...few })} caption={t('assessment.few.about')}>
      <SettledList
        items={[
          {
            key: 'confirm',
            state: confirmed ? 'met' : 'wait',
            name: t('assessment.few.confirm', words),
            fact: t(confirmed ? 'assessment.few.done' : 'assessment.few.waiting'),
          },
          {
            key: 'report',
            state: report === null ? 'gap' : 'met',
            name: t('assessment.few.report', words),
            fact:
              may.report && confirmed ? (
                <a className="m-link" href="#report">
                  {t('assessment.few.reportNow')}
                </a>
              ) : (
                t(report === null ? 'assessment.few.toReport' : 'assessment.few.done')
              ),
          },
          {
            key: 'again',
            state: 'wait',
            name: t('assessment.few.again'),
            fact: (
              <Anchor className="m-link" href={`/units/${unit.id}/assessments`}>
                {t('assessment.few.openAgain')}
              </Anchor>
            ),
          },
        ]}
      />
    </Sheet>
  );
}
