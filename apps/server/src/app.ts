import type { SecureContextOptions } from 'node:tls';
import { campaignAsked } from '@muster/contract/campaign';
import type { FastifyInstance } from 'fastify';
import * as access from './access/index.ts';
import * as assessment from './assessment/index.ts';
import * as ballot from './ballot/index.ts';
import * as campaign from './campaign/index.ts';
import * as gate from './gate/index.ts';
import { record } from './ledger/index.ts';
import * as ledger from './ledger/index.ts';
import * as obligation from './obligation/index.ts';
import * as opinion from './opinion/index.ts';
import * as organisation from './organisation/index.ts';
import type { BeingBuilt } from './platform/being-built.ts';
import type { Chance } from './platform/chance.ts';
import type { Clock } from './platform/clock.ts';
import type { Platform } from './platform/context.ts';
import type { Db } from './platform/database/db.ts';
import { makeFiles, type FilesPlace } from './platform/files/files.ts';
import { fileRoutes } from './platform/files/routes.ts';
import { makeTell, on, type Hearing } from './platform/hooks.ts';
import { healthRoutes } from './platform/http/health.ts';
import type { SheetParts } from './platform/http/list-sheets.ts';
import { makeServe } from './platform/http/serve.ts';
import { makeServer, refuseUnknownPaths } from './platform/http/server.ts';
import { progressRoutes } from './platform/http/progress-routes.ts';
import { serveDesk } from './platform/http/static.ts';
import type { Log } from './platform/log.ts';
import { makeProgressBoard } from './platform/progress.ts';
import * as roster from './roster/index.ts';
import * as rollup from './rollup/index.ts';
import * as study from './study/index.ts';
import * as supervision from './supervision/index.ts';
import { version } from './version.ts';

export interface AppParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly timeZone: string;
  readonly publicUrl: string;
  readonly files: FilesPlace;
  readonly sessionHours: number;
  readonly tls: SecureContextOptions | null;
  readonly trustProxy: boolean;
  readonly requestsAMinute: number | null;
  /** The built desk, or null where only the interface is wanted (tests, the description of the interface). */
  readonly deskFolder: string | null;
  /** Left out where there is neither an issuer nor a box to ask: no electronic ballots then. */
  readonly voting?: ballot.VotingPlaces;
  /** Left out where no past is being written. */
  readonly beingBuilt?: () => BeingBuilt | null;
}

/** Who hears what another slice tells, in the order in which they are called. */
const hearings: readonly Hearing[] = [
  on(organisation.organisationMerging, roster.followMerger),
  on(organisation.organisationClosed, access.endOffices),
  on(organisation.unitClosed, supervision.endTies),
  on(organisation.unitClosed, assessment.endPools),
  on(organisation.unitClosed, obligation.endWithUnit),
  on(organisation.unitClosed, campaign.endParticipations),
  on(campaign.campaignClosed, gate.keepMeasures),
  on(campaign.campaignClosed, supervision.endAuthority),
  on(campaign.stageOpened, obligation.writeObligations),
  on(campaign.stageOpened, study.oweLectures),
  on(campaign.stageOpened, study.oweNotes),
  on(access.officesGiven, study.oweAsHead),
  on(access.officeEnded, study.dropOfOffice),
  on(study.sheetVoided, study.reopenLectures),
  on(campaign.datesChanged, obligation.moveDueDates),
  on(study.attendanceRecorded, study.oweMakeUps),
  on(study.sheetVoided, study.cancelMakeUps),
  on(roster.membersJoined, study.oweNotesOfJoined),
  on(roster.membersMoved, study.carryAlong),
  on(roster.membersMoved, obligation.takeAlong),
  on(roster.membersMoved, study.oweNotesOfMoved),
  on(roster.memberLeft, obligation.letGo),
  on(roster.memberReturned, obligation.oweAgain),
  on(roster.memberReturned, study.oweNotesOfReturned),
  on(roster.memberLeft, supervision.leaveTeams),
  on(roster.memberLeft, supervision.endContactPoints),
  on(roster.memberLeft, study.dropOfMember),
  on(roster.memberLeft, access.endAuthority),
  on(roster.memberReturned, access.reopenAccount),
];

/** What slices and operations are handed; the ledger is plugged into the command pipeline here. */
export function platformOf(
  parts: Pick<AppParts, 'db' | 'clock' | 'chance' | 'timeZone' | 'publicUrl' | 'files' | 'beingBuilt'>,
): Platform {
  return {
    ...parts,
    beingBuilt: parts.beingBuilt ?? (() => null),
    record,
    tell: makeTell(hearings),
    progress: makeProgressBoard(() => parts.clock.now()),
    files: makeFiles({ ...parts, ...parts.files }),
  };
}

const slices = [
  organisation,
  roster,
  campaign,
  obligation,
  study,
  assessment,
  supervision,
  gate,
  rollup,
  ledger,
  opinion,
];

/** What lists are written with: the campaign's words, and the titles of the lists that the instance keeps itself. */
const wordsAt: SheetParts['wordsAt'] = async (tx, params, asking) => {
  const words = await campaign.wordsAt(tx, params, asking);
  const lists = { category: await roster.memberCategories(tx), class: await organisation.unitClasses(tx) } as const;
  return {
    ...words,
    title: (what, code, among) =>
      what === 'category' || what === 'class'
        ? (lists[what].find((one) => one.code === code)?.title ?? null)
        : words.title(what, code, among),
  };
};

/** The composition root: every slice is plugged in here, by hand. */
export async function makeApp(parts: AppParts): Promise<FastifyInstance> {
  const platform = platformOf(parts);
  const constraints = {
    ...organisation.constraints,
    ...roster.constraints,
    ...access.constraints,
    ...campaign.constraints,
    ...obligation.constraints,
    ...study.constraints,
    ...assessment.constraints,
    ...ballot.constraints,
    ...supervision.constraints,
    ...gate.constraints,
  };
  const app = await makeServer({ ...parts, version, constraints });
  const sessions = access.makeSessions({ platform, sessionHours: parts.sessionHours });
  const serve = makeServe({
    app,
    platform,
    resolve: sessions.resolve,
    asking: campaignAsked,
    sheets: { write: organisation.writeSheets, wordsAt },
  });
  access.routes(serve, { sessions, version });
  for (const slice of slices) slice.routes(serve);
  ballot.serveVotersPage(app, parts.voting ?? null);
  ballot.routes(serve, parts.voting === undefined ? null : ballot.makeVoting(parts.voting));
  fileRoutes(serve);
  progressRoutes(serve);
  healthRoutes(serve, { db: parts.db, version });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  if (parts.deskFolder === null) refuseUnknownPaths(app);
  else await serveDesk(app, parts.deskFolder);
  return app;
}
