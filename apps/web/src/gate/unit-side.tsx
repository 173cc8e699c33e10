import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { SideNav, type SideNavItem } from '../ui/frame/side-nav.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useGate, type Gate } from './queries.ts';
import { isOpen } from './standing.ts';

export type UnitPlace =
  | 'gate'
  | 'toDo'
  | 'dates'
  | 'facts'
  | 'obligations'
  | 'findings'
  | 'selfCheck'
  | 'noteDraws'
  | 'activities'
  | 'assessments'
  | 'members'
  | 'offices'
  | 'records';

type Props = { readonly unitId: string; readonly here?: UnitPlace | undefined };

/** A unit's pages and its branches, each with what is still open there. */
export function UnitSide({ unitId, here }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { data } = useGate(unitId);
  const beneath = `/organisations/${unitId}`;
  const entries: readonly (readonly [UnitPlace, string, string, number])[] = [
    ['gate', `/units/${unitId}`, t('gate.side.gate'), data?.findings.filter(isOpen).length ?? 0],
    ['toDo', `${beneath}/to-do`, t('obligation.toDo.title'), 0],
    ['dates', `/units/${unitId}/dates`, t('campaign.dates.title'), 0],
    ['obligations', `${beneath}/obligations`, t('obligation.title'), 0],
    ['findings', `${beneath}/findings`, t('supervision.finding.side'), 0],
    ...(data?.selfCheck == null
      ? []
      : [['selfCheck', `/units/${unitId}/self-check`, t('gate.side.selfCheck'), data.selfCheck.differences] as const]),
    ['noteDraws', `/units/${unitId}/note-draws`, t('study.draw.title'), 0],
    ['activities', `${beneath}/activities`, t('study.activities'), 0],
    ['assessments', `/units/${unitId}/assessments`, t('gate.side.assessments'), 0],
    ['members', `${beneath}/members`, t('gate.side.members', { members: term('member', 'start-many') }), 0],
    ['offices', `${beneath}/offices`, t('gate.side.offices'), 0],
    ['records', `${beneath}/records`, t('study.records'), 0],
    ['facts', beneath, t('organisation.change.page'), 0],
  ];
  const branches: readonly SideNavItem[] = (data?.unit.branches ?? []).map(({ id, name }) => ({
    href: `/branches/${id}`,
    label: <UserText>{name}</UserText>,
  }));
  return (
    <SideNav
      name={term('unit', 'start')}
      title={data === undefined ? '—' : <UserText>{data.unit.name}</UserText>}
      about={data !== undefined && <About unit={data.unit} />}
      items={[
        ...entries.map(([place, href, label, count]) => ({ href, label, count, here: place === here })),
        ...branches,
      ]}
    />
  );
}

function About({ unit }: { readonly unit: Gate['unit'] }): ReactNode {
  const t = useText();
  const term = useTerms();
  return (
    <>
      {unit.above !== null && (
        <>
          <UserText>{unit.above}</UserText>
          <br />
        </>
      )}
      {t('gate.side.members-and-branches', {
        count: unit.members,
        member: term('member', unit.members === 1 ? 'one' : 'many'),
        branches: unit.branches.length,
        branch: term('branch', unit.branches.length === 1 ? 'one' : 'many'),
      })}
    </>
  );
}
