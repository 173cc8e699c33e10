import type { ReactNode } from 'react';
import { useCountsHours, useTerm, useTitles } from '../app/campaign.ts';
import { useTermText } from '../app/term-text.ts';
import { GapText } from '../ui/course/condition-name.tsx';
import { Figure } from '../ui/figure/figure.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { DataTable } from '../ui/sheet/data-table.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { useFirstRows } from '../ui/sheet/first-rows.tsx';
import { SettledList } from '../ui/sheet/settled-list.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Standing } from './lacking.ts';
import type { Roll } from './queries.ts';
import { useHours } from './use-hours.ts';

type Props = {
  readonly roll: Roll;
  readonly members: readonly Standing[];
};

/** Who lacks how much, by name; who has enough shrinks to a line. */
export function BranchRoll({ roll, members }: Props): ReactNode {
  const t = useTermText();
  const member = useTerm('member', 'start-many');
  const columns = useColumns(roll.needs);
  const counted = roll.stage?.isOpen === true && members.some(({ parts }) => parts.length > 0);
  const lacking = counted ? members.filter(({ missing }) => missing > 0) : [];
  // Before a stage begins there are people and no hours of theirs.
  const listed: readonly { readonly personId: string; readonly name: string }[] = counted
    ? members.filter(({ missing, parts }) => missing === 0 && parts.length > 0)
    : roll.roll;
  // Of a joint branch: those whose unit is in a stage that asks for no hours.
  const unasked = counted ? members.filter(({ parts }) => parts.length === 0) : [];
  const lack = useFirstRows(lacking);
  return (
    <>
      {lacking.length > 0 && (
        <Sheet
          title={t('study.lacking')}
          caption={t('study.ofAll', { count: lacking.length, all: members.length })}
          foot={lack.more}
        >
          <DataTable
            name={t('study.lacking')}
            columns={columns}
            rows={lack.shown}
            rowKey={({ personId }) => personId}
            height="compact"
          />
        </Sheet>
      )}
      <Listed
        title={counted ? t('study.enough') : t('study.roll', { members: member })}
        people={listed}
        state={counted ? 'met' : null}
        empty={t(counted ? 'study.nobodyYet' : 'study.nobodyOnRoll')}
        members={members}
      />
      {unasked.length > 0 && (
        <Listed title={t('study.noHoursNeeded')} people={unasked} state="na" empty="" members={members} />
      )}
    </>
  );
}

type ListedProps = {
  readonly title: string;
  readonly people: readonly { readonly personId: string; readonly name: string }[];
  readonly state: 'met' | 'na' | null;
  readonly empty: string;
  readonly members: readonly Standing[];
};

function Listed({ title, people, state, empty, members }: ListedProps): ReactNode {
  const t = useTermText();
  const hours = useHours();
  const countsHours = useCountsHours();
  const minutesOf = new Map(members.map(({ personId, minutes }) => [personId, minutes]));
  const { shown, more } = useFirstRows(people);
  return (
    <Sheet title={title} caption={t('study.peopleOf', { count: people.length })} foot={more}>
      {people.length === 0 && <EmptyLine>{empty}</EmptyLine>}
      <SettledList
        items={shown.map(({ personId, name }) => {
          const minutes = minutesOf.get(personId);
          return {
            key: personId,
            state,
            name: <PersonLink personId={personId} name={name} />,
            ...(countsHours && minutes !== undefined && { fact: hours.words(minutes) }),
          };
        })}
      />
    </Sheet>
  );
}

function useColumns(all: Roll['needs']): readonly Column<Standing>[] {
  const t = useTermText();
  const titles = useTitles();
  const hours = useHours();
  // Of a joint branch two units may ask for the same.
  const needs = [...new Map(all.map((need) => [need.code, need])).values()];
  return [
    {
      key: 'name',
      head: t('study.name'),
      width: 200,
      cell: ({ personId, name }) => <PersonLink personId={personId} name={name} />,
    },
    ...needs.map((need): Column<Standing> => ({
      key: need.code,
      head: titles.of(need.title),
      label: needs.length > 1 ? titles.of(need.title) : t('study.hoursHave'),
      cell: ({ parts }) => {
        const part = parts.find((one) => one.need.code === need.code);
        if (part === undefined) return null;
        return <Figure value={hours.figure(part.have)} of={hours.figure(part.need.minutes)} size="row" />;
      },
    })),
    {
      key: 'gap',
      head: t('study.gap'),
      label: t('study.gap'),
      cell: ({ missing }) => (
        <span>
          <GapText>{t('study.short', { hours: hours.words(missing) })}</GapText>
        </span>
      ),
    },
  ];
}

export function PersonLink({ personId, name }: { readonly personId: string; readonly name: string }): ReactNode {
  return (
    <Anchor className="m-link" href={`/people/${personId}`}>
      <UserText>{name}</UserText>
    </Anchor>
  );
}
