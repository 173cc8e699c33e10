import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { PersonLink } from './branch-roll.tsx';
import type { ActivitySheet } from './queries.ts';

type Correction = ActivitySheet['corrections'][number];
type Change = Correction['changes'][number];

/** What was corrected, by whom and why, with each line as it was before, struck out. */
export function CorrectionList({ corrections }: { readonly corrections: readonly Correction[] }): ReactNode {
  const t = useText();
  const columns = useColumns();
  return (
    <Sheet title={t('study.corrections')}>
      {corrections.map((correction) => (
        <section key={correction.version} className="study-correction">
          <p>
            <CorrectedBy correction={correction} />
          </p>
          <DataTable
            name={t('study.corrections')}
            columns={columns}
            rows={correction.changes}
            rowKey={({ personId }) => personId}
            height="dense"
          />
        </section>
      ))}
    </Sheet>
  );
}

function CorrectedBy({ correction: { version, by, at, reason } }: { readonly correction: Correction }): ReactNode {
  const { day } = useFormat();
  const time = `${day(civilDate(at))} ${timeText(at, 'minute')}`;
  return (
    <Say
      k="study.correctedBy"
      values={{ version, who: <UserText>{by}</UserText>, time, reason: <UserText>{reason}</UserText> }}
    />
  );
}

function useColumns(): readonly Column<Change>[] {
  const t = useText();
  const titles = useTitles();
  const said = ({ presence, reason }: Change['to']): string =>
    presence === 'present' ? t('study.present') : `${t('ui.absent')} ${reason === null ? '' : titles.reason(reason)}`;
  return [
    {
      key: 'name',
      head: t('study.name'),
      cell: ({ personId, name }) => <PersonLink personId={personId} name={name} />,
    },
    {
      key: 'from',
      head: t('study.presenceBefore'),
      label: t('study.presenceBefore'),
      cell: ({ from }) =>
        from === null ? <span className="m-na">{t('study.notOnTheSheet')}</span> : <s className="m-na">{said(from)}</s>,
    },
    { key: 'to', head: t('study.presenceAfter'), label: t('study.presenceAfter'), cell: ({ to }) => said(to) },
  ];
}
