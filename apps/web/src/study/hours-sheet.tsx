import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useTermText } from '../app/term-text.ts';
import { CountBar } from '../ui/figure/count-bar.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { HoursSentence } from './hours-sentence.tsx';
import type { Person } from './queries.ts';
import { useHours } from './use-hours.ts';

type Props = { readonly person: Person; readonly own: boolean };

/** What there is of what is needed in the present stage, and how many days are left for the rest. */
export function HoursSheet({ person: { stage }, own }: Props): ReactNode {
  const t = useTermText();
  const titles = useTitles();
  const hours = useHours();
  const term = useTerms();
  const format = useFormat();
  if (stage === null)
    return (
      <Sheet title={t(own ? 'study.myHours' : 'study.hoursOfPerson')}>
        <EmptyLine>{t('study.noOpenStage')}</EmptyLine>
      </Sheet>
    );
  return (
    <Sheet
      title={t(own ? 'study.myHours' : 'study.hoursOfPerson')}
      right={
        <Facts>
          {titles.of(stage.title)}
          {format.span(stage.startsOn, stage.endsOn)}
        </Facts>
      }
      padded
    >
      {stage.needs.length === 0 && (
        <p>
          <Figure value={hours.count(stage.minutes)} size="lead" /> {hours.noun(stage.minutes)}
        </p>
      )}
      {stage.needs.map(({ measure, title, minutes, have }) => (
        <div key={measure} className="study-need">
          <p>
            <span>
              <Figure value={hours.figure(have)} of={hours.figure(minutes)} size="lead" />
            </span>
            {have >= minutes ? (
              <StateWord state="met" />
            ) : (
              <StateWord state="gap">{t('study.short', { hours: hours.words(minutes - have) })}</StateWord>
            )}
          </p>
          <CountBar met={Math.min(have, minutes)} gap={0} na={Math.max(0, minutes - have)} ink />
          <p className="m-caption">{titles.of(title)}</p>
        </div>
      ))}
      {stage.elsewhereMinutes > 0 && (
        <p className="m-caption">
          {t('study.elsewhere', { hours: hours.words(stage.elsewhereMinutes), branch: term('branch') })}
        </p>
      )}
      {stage.madeUpMinutes + stage.selfStudyMinutes > 0 && (
        <p className="m-caption">
          {t('study.apart', {
            madeUp: hours.words(stage.madeUpMinutes),
            selfStudy: hours.words(stage.selfStudyMinutes),
          })}
        </p>
      )}
      <HoursSentence stage={stage} />
    </Sheet>
  );
}
