import type { ReactNode } from 'react';
import { useCountsHours, useTerms } from '../app/campaign.ts';
import { useTermText } from '../app/term-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { SideNav } from '../ui/frame/side-nav.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useRoll } from './queries.ts';

export type BranchPlace =
  | 'home'
  | 'toDo'
  | 'papers'
  | 'makeUps'
  | 'readings'
  | 'notes'
  | 'facts'
  | 'obligations'
  | 'activities'
  | 'members'
  | 'offices'
  | 'records';

type Props = { readonly branchId: string; readonly here?: BranchPlace | undefined };

/** A branch's pages, and the way to the unit whose stage it works for. */
export function BranchSide({ branchId, here }: Props): ReactNode {
  const t = useTermText();
  const countsHours = useCountsHours();
  const term = useTerms();
  const { data } = useRoll(branchId);
  const beneath = `/organisations/${branchId}`;
  const places: readonly (readonly [BranchPlace, string, string])[] = [
    ['home', `/branches/${branchId}`, t(countsHours ? 'study.branchHome' : 'study.branchMeetings')],
    ['toDo', `${beneath}/to-do`, t('obligation.toDo.title')],
    ['obligations', `${beneath}/obligations`, t('obligation.title')],
    ['activities', `${beneath}/activities`, t('study.activities')],
    ['makeUps', `/branches/${branchId}/make-ups`, t('study.makeUp.title')],
    ['notes', `/branches/${branchId}/notes`, t('study.note.title')],
    ['readings', `/branches/${branchId}/readings`, t('study.reading.title')],
    ['members', `${beneath}/members`, term('member', 'start-many')],
    ['papers', `/branches/${branchId}/papers`, t('study.paper.title')],
    ['offices', `${beneath}/offices`, t('gate.side.offices')],
    ['records', `${beneath}/records`, t('study.records')],
    ['facts', beneath, t('organisation.change.page')],
  ];
  return (
    <SideNav
      name={term('branch', 'start')}
      title={data === undefined ? '—' : <UserText>{data.branch.name}</UserText>}
      about={
        data !== undefined && (
          <Anchor className="m-link" href={`/units/${data.unit.id}`}>
            <UserText>{data.unit.name}</UserText>
          </Anchor>
        )
      }
      items={places.map(([place, href, label]) => ({ href, label, here: place === here }))}
    />
  );
}
