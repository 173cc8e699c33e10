import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { ButtonLink } from '../ui/form/button.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { StateWord } from '../ui/sign/state-word.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useCategories, type LeftBehind } from './member-queries.ts';

type Row = LeftBehind['members'][number];

/** By tree and name: what is missing of whom, the last contact, and the way to the act. */
export function LeftBehindTable({ members }: { readonly members: readonly Row[] }): ReactNode {
  const t = useText();
  const columns = useColumns();
  return (
    <DataTable
      name={t('roster.leftBehind.title')}
      columns={columns}
      rows={members}
      rowKey={({ personId }) => personId}
      height="tall"
      sticky
    />
  );
}

function useColumns(): readonly Column<Row>[] {
  const t = useText();
  const term = useTerms();
  const { word } = useCategories();
  const branch = term('branch', 'start');
  return [
    {
      key: 'name',
      head: t('roster.name'),
      cell: ({ personId, name, bornIn, categories }) => (
        <>
          <Anchor className="m-link" href={`/people/${personId}`}>
            <UserText>{name}</UserText>
          </Anchor>
          <span className="m-second">
            <Facts>
              {bornIn !== null && t('roster.bornIn', { year: String(bornIn) })}
              {categories.length > 0 && <UserText>{categories.map(word).join(t('roster.and'))}</UserText>}
            </Facts>
          </span>
        </>
      ),
    },
    {
      key: 'branch',
      head: branch,
      label: branch,
      cell: ({ branch: at, unit }) => (
        <>
          <Anchor href={`/branches/${at.id}`}>
            <UserText>{at.name}</UserText>
          </Anchor>
          <span className="m-second">
            <UserText>{unit.name}</UserText>
          </span>
        </>
      ),
    },
    {
      key: 'missing',
      head: t('roster.leftBehind.thisStage'),
      label: t('roster.leftBehind.thisStage'),
      width: 190,
      cell: (row) => <Trace row={row} />,
    },
    {
      key: 'last',
      head: t('roster.leftBehind.last'),
      label: t('roster.leftBehind.last'),
      cell: (row) => <Last row={row} />,
    },
    {
      key: 'act',
      head: null,
      width: 130,
      cell: ({ personId, mayRecord }) =>
        mayRecord && (
          <ButtonLink small href={`/people/${personId}`}>
            {t('roster.contact.title')}
          </ButtonLink>
        ),
    },
  ];
}

function Trace({ row: { stageCode, hasTrace } }: { readonly row: Row }): ReactNode {
  const t = useText();
  if (stageCode === null) return <StateWord state="na">{t('roster.leftBehind.noStage')}</StateWord>;
  return hasTrace ? (
    <StateWord state="met">{t('roster.leftBehind.trace')}</StateWord>
  ) : (
    <StateWord state="gap">{t('roster.leftBehind.noTrace')}</StateWord>
  );
}

function Last({ row: { last, whereabouts, reachBy } }: { readonly row: Row }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  if (last === null) return <span className="m-caption">{t('roster.leftBehind.never')}</span>;
  const alone = last.mode === 'report-in' || last.mode === 'lesson';
  return (
    <div>
      <Facts>
        {fullDay(last.on)}
        {alone
          ? t(`roster.mode.${last.mode}`)
          : t('roster.contact.line', {
              mode: t(`roster.mode.${last.mode}`),
              outcome: t(`roster.outcome.${last.outcome}`),
            })}
      </Facts>
      <span className="m-second">
        <Facts>
          {whereabouts !== null && <UserText>{whereabouts}</UserText>}
          {reachBy !== null && <Say k="roster.contact.reachBy" values={{ how: <UserText>{reachBy}</UserText> }} />}
        </Facts>
      </span>
    </div>
  );
}
