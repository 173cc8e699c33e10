import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { Line, Lines } from './playbook-line.tsx';
import type { PlaybookInForce } from './queries.ts';
import { useThreshold } from './use-threshold.ts';

type StageInForce = PlaybookInForce['stages'][number];
type Props = { readonly stage: StageInForce; readonly playbook: PlaybookInForce };

export function PlaybookStage({ stage, playbook }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { span } = useFormat();
  const { startsOn, endsOn, result } = stage;
  const tracks = stage.tracks?.map((code) => titled(playbook.tracks, code, titles.of));
  return (
    <Sheet
      title={titles.of(stage.title)}
      caption={
        <Facts>
          {startsOn !== null && endsOn !== null && span(startsOn, endsOn)}
          {t('campaign.atLeastDays', { count: stage.minimumDays })}
          {tracks?.join(t('campaign.and'))}
        </Facts>
      }
    >
      {result !== null && <p className="m-in-force-result">{titles.of(result)}</p>}
      <Conditions stage={stage} playbook={playbook} />
      <Lines title={t('campaign.actions')} lines={stage.actions} />
      <Lines title={t('campaign.notes')} lines={stage.notes} />
      <Steps stage={stage} />
      <Deliverables stage={stage} playbook={playbook} />
      <Lectures stage={stage} playbook={playbook} />
      <Readings stage={stage} playbook={playbook} />
      <Writings stage={stage} playbook={playbook} />
    </Sheet>
  );
}

function Conditions({ stage, playbook }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const threshold = useThreshold(playbook.studyHourMinutes);
  return (
    <Lines title={t('campaign.conditions')}>
      {stage.conditions.map((condition) => (
        <Line key={condition.code} line={condition} isNotSet={condition.thresholdNum === null}>
          {condition.isHard && t('campaign.hard')}
          {threshold(condition)}
          {t('campaign.dueBeforeEnd', { count: condition.dueDaysBeforeEnd })}
          {condition.notForTracks.map((code) =>
            t('campaign.notFor', { track: titled(playbook.tracks, code, titles.of) }),
          )}
        </Line>
      ))}
    </Lines>
  );
}

function Steps({ stage }: { readonly stage: StageInForce }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { span } = useFormat();
  return (
    <Lines title={t('campaign.steps')}>
      {stage.steps.map((step) => (
        <Line key={step.code} line={step}>
          {step.fromOn !== null && step.toOn !== null && span(step.fromOn, step.toOn)}
          {t('campaign.days', { count: step.days })}
          {step.actions.length > 0 && step.actions.map(({ title }) => titles.of(title)).join(t('campaign.and'))}
        </Line>
      ))}
    </Lines>
  );
}

function Deliverables({ stage, playbook }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  return (
    <Lines title={t('campaign.deliverables')}>
      {stage.deliverables.map((owed) => (
        <Line key={owed.code} line={owed}>
          {t(`campaign.form.${owed.form}`)}
          {owed.dueOn === null
            ? t(owed.anchor === 'start' ? 'campaign.dueAfterStart' : 'campaign.dueBeforeEnd', {
                count: owed.offsetDays,
              })
            : t('campaign.dueOn', { day: day(owed.dueOn) })}
          {owed.notForTracks.map((code) => t('campaign.notFor', { track: titled(playbook.tracks, code, titles.of) }))}
        </Line>
      ))}
    </Lines>
  );
}

/** Which lectures it asks for, and of whom. */
function Lectures({ stage, playbook }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  return (
    <Lines title={t('campaign.lectures')}>
      {stage.lectures.map((duty) => (
        <Line key={duty.code} line={duty}>
          {t(`campaign.lectureBy.${duty.by}`)}
          {duty.ownScript && t('campaign.ownScript')}
          {duty.exemptCategories.length > 0 && t('campaign.lectureExempt')}
          {duty.dueOn === null
            ? t('campaign.dueBeforeEnd', { count: duty.offsetDays })
            : t('campaign.dueOn', { day: day(duty.dueOn) })}
          {duty.notForTracks.map((code) => t('campaign.notFor', { track: titled(playbook.tracks, code, titles.of) }))}
        </Line>
      ))}
    </Lines>
  );
}

/** What members are to read, by chapter where it has some. */
function Readings({ stage, playbook }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <Lines title={t('campaign.readings')}>
      {stage.readings.map((reading) => (
        <Line key={reading.code} line={reading}>
          {reading.chapters.length > 0 && t('campaign.chapters', { count: reading.chapters.length })}
          {reading.notForTracks.map((code) =>
            t('campaign.notFor', { track: titled(playbook.tracks, code, titles.of) }),
          )}
        </Line>
      ))}
    </Lines>
  );
}

/** What members write and hand in; a figure that nobody gave is shown as not set. */
function Writings({ stage, playbook }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <Lines title={t('campaign.writings')}>
      {stage.writings.map((writing) => (
        <Line key={writing.code} line={writing}>
          {writing.number === null
            ? t('campaign.writingNotSet')
            : t('campaign.writingNumber', { count: writing.number })}
          {writing.length !== null && t('campaign.writingLength', { count: writing.length })}
          {writing.instead.length > 0 && t('campaign.writingInstead')}
          {writing.notForTracks.map((code) =>
            t('campaign.notFor', { track: titled(playbook.tracks, code, titles.of) }),
          )}
        </Line>
      ))}
    </Lines>
  );
}

type Titled = { readonly code: string; readonly title: { readonly zh: string; readonly en: string } };

function titled(things: readonly Titled[], code: string, say: (title: Titled['title']) => string): string {
  const found = things.find((thing) => thing.code === code);
  return found === undefined ? code : say(found.title);
}
