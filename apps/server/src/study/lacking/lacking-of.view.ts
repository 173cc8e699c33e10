import type { RouteAnswer } from '@muster/contract';
import type { readLacking } from '@muster/contract/study';
import type { Playbook } from '@muster/core/campaign';
import type { CivilDate } from '@muster/core/kernel';
import { requiredPieces, type Piece } from '@muster/core/study';
import { sql } from 'kysely';
import { effectivePlaybooks } from '../../campaign/index.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import { dueIn, kindsOf, ownLectures } from './asked-beneath.ts';

type Stage = RouteAnswer<typeof readLacking>['stages'][number];

interface Row {
  readonly id: string;
  readonly campaignId: string;
  readonly track: string;
  readonly categories: readonly string[];
  readonly stageCode: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
  /** Pieces, once each. */
  readonly read: readonly string[];
  /** Wherever that was. */
  readonly spoke: readonly { readonly kind: string; readonly isOwn: boolean }[];
}

/** Of one member, in every campaign that runs: to look at one is no reason to miss a day of another. */
export async function lackingOf(
  tx: ReadTx,
  { regionId, id }: { readonly regionId: number; readonly id: string },
): Promise<readonly Stage[]> {
  const { rows } = await sql<Row>`
    select t.id, t.campaign_id as "campaignId", t.track, p.categories, s.stage_code as "stageCode", s.starts_on as "startsOn", s.ends_on as "endsOn",
      array(select r.piece from study_read(t.region_id, t.campaign_id, s.stage_code, array[m.person_id]) r) as read,
      (select coalesce(json_agg(json_build_object('kind', k.kind, 'isOwn', k.is_own)), '[]')
         from study_spoken(t.campaign_id, s.stage_code, m.person_id) k) as spoke
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    join participation t on t.region_id = m.region_id and t.unit_id = m.unit_id and t.ended_at is null
    join campaign c on c.id = t.campaign_id and c.closed_on is null
    join participation_stage s on s.region_id = t.region_id and s.participation_id = t.id and s.opened_at is not null and s.closed_at is null
    where m.region_id = ${regionId} and m.person_id = ${id}::uuid and m.to_on is null and m.standing <> 'applicant'
    order by s.ends_on, t.id`.execute(tx);
  const playbooks = await effectivePlaybooks(
    tx,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => stageOf(row, playbooks.get(row.id)) ?? []);
}

/** Null: nothing is missing. */
function stageOf(row: Row, playbook: Playbook | undefined): Stage | null {
  const stage = playbook?.stages.find(({ code }) => code === row.stageCode);
  if (playbook === undefined || stage === undefined) return null;
  const { campaignId, stageCode, track, categories, spoke } = row;
  const lectures = ownLectures(stage).filter((duty) => {
    const kinds = kindsOf(duty, playbook);
    const isAsked =
      !duty.notForTracks.includes(track) && !duty.exemptCategories.some((each) => categories.includes(each));
    return isAsked && !spoke.some(({ kind, isOwn }) => kinds.includes(kind) && (isOwn || !duty.ownScript));
  });
  const reading = readingOf(requiredPieces(stage, track), row);
  if (lectures.length === 0 && reading === null) return null;
  return {
    campaignId,
    stageCode,
    lectures: lectures.map((duty) => ({ code: duty.code, title: { ...duty.title }, dueOn: dueIn(row, duty) })),
    reading,
  };
}

function readingOf(pieces: readonly Piece[], { read, endsOn }: Row): Stage['reading'] {
  const left = (those: readonly Piece[]) => those.filter(({ piece }) => !read.includes(piece)).length;
  if (left(pieces) === 0) return null;
  const works = [...Map.groupBy(pieces, ({ piece }) => piece.split('/')[0]).values()];
  return {
    unread: left(pieces),
    required: pieces.length,
    dueOn: endsOn,
    works: works.flatMap((those) => {
      const [first] = those;
      const unread = left(those);
      return first === undefined || unread === 0 ? [] : [{ work: { ...first.work }, unread, required: those.length }];
    }),
  };
}
