import type { RouteAnswer } from '@muster/contract';
import type { readSelfCheck } from '@muster/contract/supervision';
import { mayActOn } from '@muster/core/access';
import { differencesOf } from '@muster/core/supervision';
import { campaignAtHand, effectivePlaybooks, participationIn } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { isRecused } from './recusal.ts';
import { lastSelfCheck } from './self-check.ts';
import { isJudged } from './stage-now.ts';
import { standardOf } from './standard-of.ts';

type Answer = RouteAnswer<typeof readSelfCheck>;

const nothing: Answer = {
  stageCode: null,
  items: [],
  check: null,
  review: null,
  may: { check: false, review: false },
};

/** The standard beside what the unit and whoever checked again said of it. */
export async function selfCheckOf(tx: ReadTx, unit: Node, context: Context): Promise<Answer> {
  const campaign = await campaignAtHand(tx, unit, context);
  const participation = campaign === null ? null : await participationIn(tx, unit.id, campaign.id);
  const stageCode = participation?.openStage?.code ?? null;
  if (participation === null || stageCode === null) return nothing;
  const standard = standardOf((await effectivePlaybooks(tx, [participation.id])).get(participation.id));
  if (standard === null) return { ...nothing, stageCode };
  const last = await lastSelfCheck(tx, participation, stageCode);
  const differing = new Set(differencesOf(last?.items ?? [], last?.review?.items ?? null));
  const said = new Map(last?.items.map((item) => [item.code, item]));
  const found = new Map(last?.review?.items.map((item) => [item.code, item]));
  const { actor } = context;
  const may = (verb: 'submit-deliverable' | 'check-deliverable') =>
    participation.closedOn === null && mayActOn(actor.grants, verb, participation.place);
  const isOpen = !(await isJudged(tx, participation, stageCode));
  const isOfTheUnit = await isRecused(tx, actor.personId, unit.regionId, unit.id);
  return {
    stageCode,
    items: standard.map(({ code, title, figure }) => {
      const [mine, theirs] = [said.get(code), found.get(code)];
      return {
        code,
        title: title ?? { zh: code, en: code },
        figure: mine?.isMeasured === true ? { num: mine.num, den: mine.den } : null,
        records: figure,
        unit: mine === undefined ? null : { answer: mine.answer, note: mine.note },
        team: theirs === undefined ? null : { answer: theirs.answer, note: theirs.note },
        differs: differing.has(code),
      };
    }),
    check:
      last === null
        ? null
        : { id: last.id, version: last.version, by: last.checkedByName, at: last.checkedAt.toISOString() },
    review: last?.review == null ? null : { by: last.review.reviewedByName, at: last.review.reviewedAt.toISOString() },
    may: {
      check: isOpen && may('submit-deliverable'),
      review:
        isOpen &&
        last !== null &&
        last.review === null &&
        last.checkedBy !== actor.personId &&
        !isOfTheUnit &&
        may('check-deliverable'),
    },
  };
}
