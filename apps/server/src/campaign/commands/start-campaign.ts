import { permit } from '@muster/core/access';
import { furthestStageDays, type Bilingual } from '@muster/core/campaign';
import { civilDateAt, isRefusal, refuse, refuseFar, type CivilDate } from '@muster/core/kernel';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { playbookExists, runningAround } from '../queries.ts';

interface Input {
  readonly organisationId: string;
  readonly playbookId: string;
  readonly name: Bilingual;
  readonly startedOn: CivilDate;
}

interface State {
  readonly root: Node;
  /** Roots of campaigns that run at it, above it or beneath it. */
  readonly running: readonly string[];
}

interface Facts {
  readonly id: string;
  readonly campaign: Input;
}

export const startCampaignCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'campaign.start',
  load: async (tx, { organisationId, playbookId }) => {
    const root = await findNode(tx, organisationId);
    if (root === null) return refuse('not-found');
    if (!(await playbookExists(tx, playbookId))) return refuse('not-found', {}, 'playbookId');
    return { root, running: await runningAround(tx, root.place.path) };
  },
  // The campaign begun last is the one that everybody works in: nobody takes the place of a superior's without that superior's right.
  permit: (actor, { root, running }) => {
    const places = [root.place, ...running.map((path) => ({ path, linked: [] }))];
    const asked = places.map((place) => permit(actor.grants, 'manage-campaign', place));
    return asked.find(isRefusal) ?? permit(actor.grants, 'manage-campaign', root.place);
  },
  decide: (_state, campaign, { at, timeZone, newId }) =>
    refuseFar(campaign.startedOn, civilDateAt(at, timeZone), furthestStageDays, 'startedOn') ?? {
      id: newId(),
      campaign,
    },
  save: async (tx, { id, campaign }, { root }, { at }) => {
    await tx
      .insertInto('campaign')
      .values({
        id,
        root_region_id: root.regionId,
        root_id: root.id,
        playbook_id: campaign.playbookId,
        name_zh: campaign.name.zh,
        name_en: campaign.name.en,
        started_on: campaign.startedOn,
        path: root.place.path,
        recorded_at: at,
      })
      .execute();
  },
  record: ({ id, campaign: { playbookId, name, startedOn } }, { root }) => [
    {
      regionId: root.regionId,
      unitId: null,
      kind: 'campaign.started',
      subjectId: id,
      place: root.place,
      occurredAt: null,
      summary: { zh: name.zh, en: name.en, startedOn },
      head: { campaign: id, root: root.id, playbook: playbookId, zh: name.zh, en: name.en, startedOn },
      personal: [],
    },
  ],
  answer: ({ id }) => ({ id }),
};
