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
  const hours = useHours();
  const member = useTerm('member', 'start-many');
  const columns = useColumns(roll.needs);
  const countsHours = useCountsHours();
  const counted = roll.stage?.isOpen === true && members.some(({ parts }) => parts.length > 0);
  const lacking = counted ? members.filter(({ missing }) => missing > 0) : [];
  // Before a stage begins there are people and no hours of theirs.
  const listed: readonly { readonly personId: string; readonly name: string }[] = counted
    ? members.filter(({ missing }) => missing === 0)
    : roll.roll;
  const memberOf = new Map(members.map((each) => [each.personId, each]));
  const lack = useFirstRows(lacking);
  const rest = useFirstRows(listed);
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
      <Sheet
        title={counted ? t('study.enough') : t('study.roll', { members: member })}
        caption={t('study.peopleOf', { count: listed.length })}
        foot={rest.more}
      >
        {listed.length === 0 && <EmptyLine>{t(counted ? 'study.nobodyYet' : 'study.nobodyOnRoll')}</EmptyLine>}
        <SettledList
          items={rest.shown.map(({ personId, name }) => {
            const found = memberOf.get(personId);
            return {
              key: personId,
              state: counted && found !== undefined && found.parts.length > 0 ? 'met' : 'na',
              name: <PersonLink personId={personId} name={name} />,
              ...(countsHours && found !== undefined && { fact: hours.words(found.minutes) }),
            };
          })}
        />
      </Sheet>
    </>
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
