import type { RouteAnswer } from '@muster/contract';
import type { listCampaigns, listPlaybooks } from '@muster/contract/campaign';
import { mayActOn } from '@muster/core/access';
import type { Bilingual, Condition, Playbook, Stage } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { playbooksEverywhere } from './effective-playbooks.ts';
import { allCampaigns, idAtHand, idsAt, type CampaignState } from './queries.ts';
import { placesOf } from './campaigns-at.view.ts';

type Answer = RouteAnswer<typeof listCampaigns>;
type Campaigns = Answer['campaigns'];

export async function campaignsWithBatches(tx: ReadTx, context: Pick<Context, 'actor' | 'said'>): Promise<Answer> {
  const campaigns = await allCampaigns(tx);
  const everywhere = await playbooksEverywhere(tx, campaigns);
  const batches = await tx
    .selectFrom('batch')
    .select(['campaign_id', 'id', 'number', 'from_on', 'to_on'])
    .where('opened_at', 'is not', null)
    .orderBy('number')
    .execute();
  const byCampaign = Map.groupBy(batches, (batch) => batch.campaign_id);
  const mine = placesOf(context.actor);
  const isMine = new Set(mine === null ? [] : await idsAt(tx, mine, context));
  const atHand = mine === null ? null : await idAtHand(tx, mine, context);
  const answers = campaigns.map((campaign) => {
    const own = byCampaign.get(campaign.id) ?? [];
    const { path, closedOn } = campaign;
    return {
      ...campaignAnswer(campaign, everywhere.get(campaign.id) ?? campaign.playbook),
      batches: own.map(({ id, number, from_on, to_on }) => ({ id, number, fromOn: from_on, toOn: to_on })),
      isMine: isMine.has(campaign.id),
      mayClose: closedOn === null && mayActOn(context.actor.grants, 'manage-campaign', { path, linked: [] }),
    };
  });
  return { campaigns: answers, atHand };
}

export async function loadedPlaybooks(tx: ReadTx): Promise<RouteAnswer<typeof listPlaybooks>['playbooks']> {
  const rows = await tx
    .selectFrom('playbook as p')
    .leftJoin('playbook as above', 'above.id', 'p.extends_id')
    .select(['p.id', 'p.code', 'p.version', 'p.loaded_at', 'above.code as extends'])
    .select(sql<Bilingual>`p.body -> 'title'`.as('title'))
    .orderBy('p.code')
    .orderBy('p.loaded_at')
    .orderBy('p.id')
    .execute();
  return rows.map(({ loaded_at, ...row }) => ({ ...row, loadedAt: loaded_at.toISOString() }));
}

function campaignAnswer(
  campaign: CampaignState,
  everywhere: Playbook,
): Omit<Campaigns[number], 'batches' | 'isMine' | 'mayClose'> {
  const { playbook, closing } = campaign;
  return {
    id: campaign.id,
    name: campaign.name,
    rootId: campaign.rootId,
    startedOn: campaign.startedOn,
    closedOn: campaign.closedOn,
    closing: closing === null ? null : { ...closing, at: closing.at.toISOString() },
    playbook: {
      id: campaign.playbookId,
      code: playbook.code,
      version: playbook.version,
      title: playbook.title,
      profile: playbook.profile,
    },
    terms: { ...playbook.terms },
    stages: playbook.stages.map(stageAnswer),
    activityKinds: everywhere.activityKinds.map(({ code, title, isCollective }) => ({ code, title, isCollective })),
    absenceReasons: everywhere.absenceReasons.map(({ code, title }) => ({ code, title })),
    makeUpModes: (everywhere.makeUp?.modes ?? []).map(({ code, title }) => ({ code, title })),
    studyHourMinutes: playbook.studyHourMinutes,
    shortestSessionMinutes: playbook.shortestSessionMinutes,
    bands: playbook.bands.map(({ min, below }) => ({ min, below })),
  };
}

function stageAnswer({ code, title, minimumDays, tracks, conditions }: Stage): Campaigns[number]['stages'][number] {
  return {
    code,
    title,
    minimumDays,
    tracks: tracks === null ? null : [...tracks],
    conditions: conditions.map(conditionAnswer),
  };
}

function conditionAnswer(condition: Condition): Campaigns[number]['stages'][number]['conditions'][number] {
  const { code, title, measure, isHard, memberNeeds, threshold } = condition;
  return {
    code,
    title,
    measure,
    isHard,
    memberNeeds,
    thresholdNum: threshold?.num ?? null,
    thresholdDen: threshold?.den ?? null,
  };
}
