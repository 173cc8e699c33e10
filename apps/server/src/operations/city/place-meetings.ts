import { holdForPlace, nameLecturer } from '@muster/contract/study';
import { instantOf } from '../demo/calendar.ts';
import { inParallel } from '../in-parallel.ts';
import type { Visitor } from '../visitor.ts';
import type { City } from './found-city.ts';
import type { HeldMeeting } from './meetings.ts';
import { atOnce, officer } from './offices.ts';
import type { PlannedUnit } from './plan-city.ts';

interface County {
  readonly code: string;
  readonly held: readonly HeldMeeting[];
  readonly office: Visitor;
  readonly recorder: Visitor;
}

/**
 * The mobilisations of places: the county's was the first that is known of, with a leader of the county, and so it was in two of three
 * townships, most without theirs. The city has said of none that it was its own.
 */
export async function namePlaceMeetings(city: City, { code, held, office, recorder }: County): Promise<void> {
  const { house, plan } = city;
  const hostOf = new Map(
    plan.second.organisations.flatMap(({ kind, code: branch, units: [host] }) =>
      kind === 'branch' && host !== undefined ? [[branch, host] as const] : [],
    ),
  );
  const first = new Map<string, string>();
  let last = '';
  for (const { meeting, activityId } of held) {
    const host: PlannedUnit | undefined = hostOf.get(meeting.branch);
    if (meeting.kind !== 'mobilisation-meeting' || host === undefined) continue;
    if (!first.has(code)) first.set(code, activityId);
    if (host.region !== code && !first.has(host.region)) first.set(host.region, activityId);
    last = last > meeting.day ? last : meeting.day;
  }
  const ofCounty = first.get(code);
  if (ofCounty === undefined) return;
  house.clock.set(instantOf(last, '21:55'));
  const leader = await officer(city, 'leader', [city.id(code)], `leader-${code}`);
  const body = { capacity: 'leader', personId: leader.personId } as const;
  await recorder.call(nameLecturer, { params: { activityId: ofCounty }, body });
  const said = [...first].filter(([place], index) => place === code || index % 3 !== 1);
  await inParallel(said, atOnce, async ([place, activityId]) => {
    await office.call(holdForPlace, { params: { organisationId: city.id(place) }, body: { activityId } });
  });
}
