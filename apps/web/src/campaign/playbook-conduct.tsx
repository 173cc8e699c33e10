import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { LayerName, Line, Lines } from './playbook-line.tsx';
import type { PlaybookInForce } from './queries.ts';

type Props = { readonly playbook: PlaybookInForce };

/** What all of it is for and how it is gone about: before any stage, and nothing of it is measured. */
export function PlaybookConduct({ playbook }: Props): ReactNode {
  const t = useText();
  const { theme, goals, notes, responsibilities, reports, references } = playbook;
  const said = goals.length + notes.length + responsibilities.length + reports.length + references.length;
  if (theme === null && said === 0) return null;
  return (
    <Sheet title={t('campaign.conduct')}>
      {theme !== null && <Theme theme={theme} />}
      <Goals playbook={playbook} />
      <Lines title={t('campaign.notes')} lines={notes} />
      <Responsibilities playbook={playbook} />
      <Reports playbook={playbook} />
      <Lines title={t('campaign.references')} lines={references} />
    </Sheet>
  );
}

function Theme({ theme }: { readonly theme: NonNullable<PlaybookInForce['theme']> }): ReactNode {
  const titles = useTitles();
  return (
    <div className="m-in-force-theme">
      <p>{titles.of(theme.title)}</p>
      <span className="m-in-force-from m-caption">
        <LayerName code={theme.layer} />
      </span>
    </div>
  );
}

/** The goals of each batch, and those that hold for all. */
function Goals({ playbook: { goals } }: Props): ReactNode {
  const t = useText();
  const numbers = [...new Set(goals.flatMap(({ batches }) => batches ?? []))].toSorted((a, b) => a - b);
  return (
    <>
      <Lines title={t('campaign.goals')} lines={goals.filter(({ batches }) => batches === null)} />
      {numbers.map((number) => (
        <Lines
          key={number}
          title={t('campaign.goalsOf', { batch: number })}
          lines={goals.filter(({ batches }) => batches?.includes(number))}
        />
      ))}
    </>
  );
}

function Responsibilities({ playbook: { responsibilities } }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <Lines title={t('campaign.responsibilities')}>
      {responsibilities.map((line) => (
        <Line key={line.code} line={line}>
          {titles.of(line.who)}
        </Line>
      ))}
    </Lines>
  );
}

function Reports({ playbook: { reports } }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  return (
    <Lines title={t('campaign.reports')}>
      {reports.map((report) => (
        <Line key={report.code} line={report}>
          {t(`campaign.every.${report.every}`)}
          {t('campaign.reportedBy', { by: term(report.by), to: titles.of(report.to) })}
          {report.since !== null && t('campaign.reportedSince', { day: report.since })}
        </Line>
      ))}
    </Lines>
  );
}
