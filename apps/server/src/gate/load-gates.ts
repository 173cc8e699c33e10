/** What the gates of some units are told from: each kind of record in one query for all of them. */
import { campaignsAtHand, participationsIn, type CampaignState } from '../campaign/index.ts';
import { branchesOfUnits, findNodes, topmostPlaces, withFormerPlacesOf, type Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { teamsOfUnits, type TeamOfUnit } from '../supervision/index.ts';
import {
  electoratesCounted,
  holdersOf,
  latestAssessments,
  pooledWith,
  type Electorate,
  type Holder,
} from './lacking.view.ts';
import { loadParts, type LoadedPart } from './load-parts.ts';
import { transitionsOfUnits } from './transitions.view.ts';

export interface LoadedGate {
  readonly unit: Node;
  readonly above: Node | null;
  readonly branches: readonly Node[];
  readonly electorate: Electorate;
  readonly holders: readonly Holder[];
  readonly teams: readonly TeamOfUnit[];
  /** The same for the vote at hand, which may be one of several units. */
  readonly votingTeams: readonly TeamOfUnit[];
  /** The place whose office decides. */
  readonly office: string | null;
  /** Null for a unit that takes part in nothing. */
  readonly part: LoadedPart | null;
  /** The first one first; also of a unit that takes part no longer. */
  readonly transitions: LoadedPart['transitions'];
}

interface InCampaign {
  readonly unit: Node;
  readonly campaign: CampaignState;
}

/** Of each unit, in their order. */
export async function loadGates(tx: ReadTx, units: readonly Node[], context: Context): Promise<readonly LoadedGate[]> {
  const campaigns = await campaignsAtHand(tx, units, context);
  const inCampaign = units.flatMap((unit, place): InCampaign[] => {
    const campaign = campaigns[place] ?? null;
    return campaign === null ? [] : [{ unit, campaign }];
  });
  const wanted = inCampaign.map(({ unit, campaign }) => ({ unitId: unit.id, campaignId: campaign.id }));
  const found = await participationsIn(tx, wanted);
  const transitions = await withFormerPlacesOf(tx, units, context.actor, () =>
    transitionsOfUnits(tx, wanted, context.actor),
  );
  const assessments = await latestAssessments(tx, [...found.values()]);
  const pooled = await pooledWith(tx, [...found.values()]);
  const parts = await loadParts(
    tx,
    inCampaign.flatMap(({ unit, campaign }) => {
      const participation = found.get(unit.id);
      if (participation === undefined) return [];
      const { id } = participation;
      return {
        unit,
        campaign,
        participation,
        assessment: assessments.get(id) ?? null,
        together: pooled.get(id) ?? [],
        transitions: transitions.get(unit.id) ?? [],
      };
    }),
    context,
  );
  const teams = await loadTeams(tx, inCampaign, parts);
  const about = await loadAbout(tx, units);
  const offices = await officesOf(tx, inCampaign);
  return units.map((unit) => ({
    unit,
    ...about(unit),
    ...teams(unit),
    office: offices.get(unit.id) ?? null,
    part: parts.get(unit.id) ?? null,
    transitions: transitions.get(unit.id) ?? [],
  }));
}

async function loadTeams(tx: ReadTx, of: readonly InCampaign[], parts: ReadonlyMap<string, LoadedPart>) {
  const alone = of.map(({ unit, campaign }) => ({ unitId: unit.id, campaignId: campaign.id, of: [unit.id] }));
  const together = alone.flatMap((matter) => {
    const voting = parts.get(matter.unitId)?.voting ?? [];
    return voting.length > 1 ? [{ ...matter, of: voting }] : [];
  });
  const found = await teamsOfUnits(tx, [...alone, ...together]);
  const ofUnit = new Map(alone.map(({ unitId }, place) => [unitId, found[place] ?? []]));
  const ofVote = new Map(together.map(({ unitId }, place) => [unitId, found[alone.length + place] ?? []]));
  return ({ id }: Node) => {
    const teams = ofUnit.get(id) ?? [];
    return { teams, votingTeams: ofVote.get(id) ?? teams };
  };
}

async function loadAbout(tx: ReadTx, units: readonly Node[]) {
  const parents = await findNodes(
    tx,
    units.flatMap(({ parentId }) => parentId ?? []),
  );
  const branches = await branchesOfUnits(
    tx,
    units.map(({ id }) => id),
  );
  const holders = Map.groupBy(await holdersOf(tx, units), ({ unitId }) => unitId);
  const electorates = await electoratesCounted(tx, units);
  return (unit: Node) => ({
    above: unit.parentId === null ? null : (parents.get(unit.parentId) ?? null),
    branches: branches.get(unit.id) ?? [],
    holders: holders.get(unit.id) ?? [],
    electorate: electorates.get(unit.id) ?? { members: 0, representatives: 0 },
  });
}

/** The place whose office decides, by the unit: where its campaign runs; for a unit that went to another storage region the topmost one there. */
async function officesOf(tx: ReadTx, of: readonly InCampaign[]): Promise<ReadonlyMap<string, string>> {
  const roots = await findNodes(tx, [...new Set(of.map(({ campaign }) => campaign.rootId))]);
  const topmost = await topmostPlaces(tx, [...new Set(of.map(({ unit }) => unit.regionId))]);
  return new Map(
    of.flatMap(({ unit, campaign }): [string, string][] => {
      const root = roots.get(campaign.rootId);
      const office = root?.regionId === unit.regionId ? root : topmost.get(unit.regionId);
      return office === undefined ? [] : [[unit.id, office.name]];
    }),
  );
}
