import type { ReactNode } from 'react';
import { useCampaign, useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { useRowCampaign } from '../app/of-campaign.tsx';
import { useChooseCampaign } from '../app/use-choose-campaign.ts';
import { Due } from '../ui/figure/due.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { addressOf } from './act-of.ts';
import { OwedState } from './owed-state.tsx';
import type { Owed } from './queries.ts';

type Props = { readonly owed: readonly Owed[]; readonly today: string; readonly self: string };

/** What is to be done, whose it is, by when, how far; the title leads to where it is done. */
export function ToDoTable({ owed, today, self }: Props): ReactNode {
  const t = useText();
  return (
    <DataTable
      name={t('obligation.toDo.title')}
      columns={useColumns(owed, today, self)}
      rows={owed}
      rowKey={({ id }) => id}
      height="tall"
      empty={<EmptyLine>{t('obligation.toDo.nothing')}</EmptyLine>}
    />
  );
}

function useColumns(owed: readonly Owed[], today: string, self: string): readonly Column<Owed>[] {
  const t = useText();
  const rowCampaign = useRowCampaign(owed);
  return [
    {
      key: 'what',
      head: t('obligation.toDo.what'),
      cell: (each) => (
        <>
          <What owed={each} />
          {rowCampaign(each)}
        </>
      ),
    },
    {
      key: 'whose',
      head: t('obligation.toDo.whose'),
      label: t('obligation.toDo.whose'),
      width: 240,
      cell: (each) => <Whose owed={each} self={self} />,
    },
    {
      key: 'due',
      head: t('obligation.due'),
      label: t('obligation.due'),
      width: 170,
      cell: (each) => <DueCell owed={each} today={today} />,
    },
    {
      key: 'state',
      head: t('obligation.howFar'),
      label: t('obligation.howFar'),
      width: 150,
      cell: (each) => <OwedState owed={each} />,
    },
  ];
}

function What({ owed }: { readonly owed: Owed }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const href = addressOf(owed);
  const atHand = useCampaign();
  const choose = useChooseCampaign();
  const elsewhere = owed.campaignId !== atHand?.id;
  // A meeting is called as those who held it called it.
  const title = owed.kind === 'make-up' ? <UserText>{titles.of(owed.title)}</UserText> : titles.of(owed.title);
  return (
    <>
      {href === null ? (
        title
      ) : (
        <Anchor
          className="m-link"
          href={href}
          // Where it is done shows what is at hand.
          {...(elsewhere && { onClick: () => void choose(owed.campaignId) })}
        >
          {title}
        </Anchor>
      )}
      <span className="m-second">
        {t('obligation.toDo.kindIn', {
          kind: t(`obligation.kind.${owed.kind}`),
          stage: titles.stage(owed.stageCode, owed.campaignId),
        })}
      </span>
    </>
  );
}

/** The person, the branch or the unit that it is asked of; beneath it where that belongs. */
function Whose({ owed, self }: { readonly owed: Owed; readonly self: string }): ReactNode {
  const t = useText();
  const { addressee, unit, branch, person } = owed;
  if (addressee === 'person') {
    return (
      <>
        {person?.id === self ? t('obligation.toDo.self') : <UserText>{person?.name ?? ''}</UserText>}
        {branch !== null && (
          <span className="m-second">
            <UserText>{branch.name}</UserText>
          </span>
        )}
      </>
    );
  }
  return <UserText>{(addressee === 'branch' ? branch : unit)?.name ?? ''}</UserText>;
}

/** What is still to be done has a countdown; an extension shows from when. */
function DueCell({ owed, today }: { readonly owed: Owed; readonly today: string }): ReactNode {
  const t = useText();
  const { due } = useFormat();
  const { id, dueOn, firstDueOn, standing, asksForTime } = owed;
  return (
    <span>
      {standing === 'open' || standing === 'overdue' ? (
        <Due date={dueOn} today={today} />
      ) : (
        <span className="m-nowrap">{due(dueOn)}</span>
      )}
      {firstDueOn !== dueOn && <span className="m-second">{t('obligation.firstDue', { date: due(firstDueOn) })}</span>}
      <span className="m-second m-unprinted">
        <Anchor className="m-link" href={`/to-do/${id}`}>
          {t(asksForTime ? 'obligation.relief.asked' : 'obligation.relief.link')}
        </Anchor>
      </span>
    </span>
  );
}
