import type { Playbook } from '@muster/core/campaign';
import { whoAsks, type Asker, type CampaignState } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/** What `obligation_asked` adds up: of the same sort, asked under the same documents, of the units beneath a child. */
export interface AskedRow {
  readonly child: string;
  readonly documents: readonly string[] | null;
  readonly layers: readonly string[];
  readonly stageCode: string | null;
  readonly kind: string;
  readonly code: string | null;
  /** The kind of activity that a condition is about. */
  readonly subject: string | null;
  /** The layer that a condition was pinned from; null: none. */
  readonly layer: string | null;
  readonly dueOn: string | null;
  readonly titleZh: string | null;
  readonly titleEn: string | null;
  readonly number: number;
}

interface By {
  readonly key: string;
  /** Null: what a team found, not what a playbook asks. */
  readonly playbook: { readonly code: string; readonly title: { readonly zh: string; readonly en: string } } | null;
  readonly organisation: Asker['organisation'];
}

export interface Line {
  readonly child: string;
  readonly what: 'paper' | 'meeting' | 'time';
  readonly title: { readonly zh: string; readonly en: string };
  readonly stageCode: string;
  readonly dueOn: string | null;
  readonly number: number;
  readonly by: By;
}

const ofTeams: By = { key: 'team', playbook: null, organisation: null };
const isMeeting: ReadonlySet<string> = new Set(['lecture', 'study.sessions-held', 'study.concentrated-days']);
/** Where the playbook has what is owed. */
const lists: Readonly<Record<string, string>> = { deliverable: 'deliverables', lecture: 'lectures', note: 'writings' };

/** Each with who asks for it. A lecture that is owed is asked once, though a condition looks whether it was given. */
export async function askedLines(tx: ReadTx, campaign: CampaignState, rows: readonly AskedRow[]): Promise<Line[]> {
  const asked = rows.filter(({ kind }) => kind !== 'unit');
  const pinnedOf = ({ documents, layers }: AskedRow) => ({ documents: documents ?? campaign.lineage, layers });
  const who = await whoAsks(tx, campaign, asked.map(pinnedOf));
  return asked.flatMap((row) => {
    const pinned = pinnedOf(row);
    const stage = who.playbook(pinned).stages.find(({ code }) => code === row.stageCode);
    if (isOwedAsLecture(row, stage)) return [];
    const list = lists[row.kind];
    const asker =
      row.kind === 'order'
        ? null
        : who.asker(
            pinned,
            list === undefined ? { layer: row.layer } : { subject: `stages.${row.stageCode}.${list}.${row.code}` },
          );
    return [
      {
        child: row.child,
        what: row.kind === 'minutes' ? 'time' : isMeeting.has(row.kind) ? 'meeting' : 'paper',
        title: titleOf(row, stage),
        stageCode: row.stageCode ?? '',
        dueOn: row.dueOn,
        number: row.number,
        by: asker === null ? ofTeams : byOf(asker),
      },
    ];
  });
}

function byOf({ code, title, organisation }: Asker): By {
  return { key: `${code} ${organisation?.id ?? ''}`, playbook: { code, title }, organisation };
}

type Stage = Playbook['stages'][number] | undefined;

function isOwedAsLecture({ kind, subject }: AskedRow, stage: Stage): boolean {
  return (
    kind === 'study.sessions-held' &&
    subject !== null &&
    (stage?.lectures ?? []).some(({ activityKinds }) => activityKinds.includes(subject))
  );
}

function titleOf({ titleZh, titleEn, code }: AskedRow, stage: Stage): Line['title'] {
  if (titleZh !== null && titleEn !== null) return { zh: titleZh, en: titleEn };
  const known = stage?.conditions.find((condition) => condition.code === code)?.title;
  return known ?? { zh: code ?? '', en: code ?? '' };
}
