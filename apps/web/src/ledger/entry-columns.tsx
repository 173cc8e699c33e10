import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { civilDate } from '../app/format/dates.ts';
import type { TextKey } from '../app/i18n/texts.ts';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Moment } from '../gate/flow.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { LateMark } from '../ui/figure/late-mark.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { addressOf, partsOf, sourceAddress, type EntryPart } from './entry-parts.ts';
import type { Entry } from './queries.ts';

export function useEntryColumns(): readonly Column<Entry>[] {
  const t = useText();
  const term = useTerms();
  return [
    { key: 'what', head: t('ledger.what'), cell: (entry) => <What entry={entry} /> },
    {
      key: 'unit',
      head: term('unit', 'start'),
      label: term('unit', 'start'),
      width: 200,
      cell: ({ unit }) =>
        unit === null ? (
          '—'
        ) : (
          <Anchor className="m-link" href={`/units/${unit.id}`}>
            <UserText>{unit.name}</UserText>
          </Anchor>
        ),
    },
    {
      key: 'occurred',
      head: t('ledger.occurred'),
      label: t('ledger.occurred'),
      width: 130,
      cell: ({ occurredAt }) => <Moment at={occurredAt} />,
    },
    {
      key: 'recorded',
      head: t('ledger.recorded'),
      label: t('ledger.recorded'),
      width: 130,
      cell: ({ recordedAt }) => <Moment at={recordedAt} />,
    },
    {
      key: 'who',
      head: t('ledger.who'),
      label: t('ledger.who'),
      width: 130,
      cell: ({ actorName }) => (actorName === null ? '—' : <UserText>{actorName}</UserText>),
    },
  ];
}

function What({ entry }: { readonly entry: Entry }): ReactNode {
  const t = useText();
  const term = useTerms();
  const language = useLanguage();
  const address = addressOf(entry);
  const words = t(`ledger.kind.${entry.kind}` as TextKey, {
    team: term('team'),
    Team: term('team', 'start'),
  });
  const { isLate, lateReason, occurredAt, recordedAt } = entry;
  return (
    <>
      {address === null ? (
        words
      ) : (
        <Anchor className="m-link" href={address}>
          {words}
        </Anchor>
      )}
      <span className="m-second">
        <Facts>
          {partsOf(entry.summary, language).map((part) => (
            <Part key={JSON.stringify(part)} part={part} />
          ))}
        </Facts>
      </span>
      {isLate && (
        <span className="m-second">
          <LateMark happened={civilDate(occurredAt)} recorded={civilDate(recordedAt)} />{' '}
          {lateReason !== null && <UserText>{lateReason}</UserText>}
        </span>
      )}
    </>
  );
}

function Part({ part }: { readonly part: EntryPart }): ReactNode {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  switch (part.is) {
    case 'typed':
      return <UserText>{part.text}</UserText>;
    case 'stage':
      return titles.stage(part.code);
    case 'present':
      return <Figure value={part.present} of={part.onRoll} />;
    case 'source':
      return (
        <Anchor className="m-link" href={sourceAddress(part.sha256)} download>
          {t('ledger.source')}
        </Anchor>
      );
    case 'count':
      return t(`ledger.count.${part.of}`, { count: part.count, unit: term('unit', part.count === 1 ? 'one' : 'many') });
  }
}
