import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Guard } from './guard.tsx';
import { NotFound } from './not-found.tsx';
import { PageFailure } from './page-failure.tsx';

const root = createRootRoute({ component: Guard });
const under = { getParentRoute: () => root };

// A page is one line here and one file in its slice, fetched when it is opened; the file has
//   export const page = createLazyRoute('/units/$unitId')({ component: UnitGate });
const pages = [
  createRoute({ ...under, path: '/' }).lazy(async () => (await import('./start.page.tsx')).page),
  createRoute({ ...under, path: '/account' }).lazy(async () => (await import('../access/account.page.tsx')).page),
  createRoute({ ...under, path: '/activate' }).lazy(async () => (await import('../access/activate.page.tsx')).page),
  createRoute({ ...under, path: '/login' }).lazy(async () => (await import('../access/login.page.tsx')).page),
  createRoute({ ...under, path: '/overview/$organisationId' }).lazy(
    async () => (await import('../rollup/overview.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/overview/$organisationId/standings' }).lazy(
    async () => (await import('../rollup/standings.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/overview/$organisationId/units-in' }).lazy(
    async () => (await import('../rollup/units-in.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/overview/$organisationId/owed' }).lazy(
    async () => (await import('../rollup/owed.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/overview/$organisationId/statistics' }).lazy(
    async () => (await import('../rollup/statistics/statistics.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/set-up' }).lazy(async () => (await import('../access/set-up.page.tsx')).page),
  createRoute({ ...under, path: '/branches/$branchId' }).lazy(
    async () => (await import('../study/branch-home.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/branches/$branchId/make-ups' }).lazy(
    async () => (await import('../study/make-up/make-ups.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/branches/$branchId/readings' }).lazy(
    async () => (await import('../study/reading/branch-reading.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/readings' }).lazy(
    async () => (await import('../study/reading/reading.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/mobilisation' }).lazy(
    async () => (await import('../study/places/mobilisation.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/quiet-branches' }).lazy(
    async () => (await import('../study/places/quiet-branches.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/unread' }).lazy(
    async () => (await import('../study/lacking/unread.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/unspoken' }).lazy(
    async () => (await import('../study/places/unspoken.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/units/$unitId/note-draws' }).lazy(
    async () => (await import('../study/notes/note-draws.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/branches/$branchId/notes' }).lazy(
    async () => (await import('../study/notes/notes.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/branches/$branchId/papers' }).lazy(
    async () => (await import('../study/papers.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/branches/$branchId/record' }).lazy(
    async () => (await import('../study/record-meeting.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/activities' }).lazy(
    async () => (await import('../study/activities.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/presences' }).lazy(
    async () => (await import('../study/presences.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/obligations' }).lazy(
    async () => (await import('../obligation/obligations.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/burden-asked' }).lazy(
    async () => (await import('../obligation/burden/burden-asked.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/to-do' }).lazy(async () => (await import('../obligation/to-do.page.tsx')).page),
  createRoute({ ...under, path: '/notices' }).lazy(
    async () => (await import('../obligation/notices/notices.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/to-do/$obligationId' }).lazy(
    async () => (await import('../obligation/relief/owed-thing.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/to-do' }).lazy(
    async () => (await import('../obligation/owed.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/findings' }).lazy(
    async () => (await import('../supervision/findings.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/units/$unitId/self-check' }).lazy(
    async () => (await import('../supervision/self-check.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/orders/$orderId' }).lazy(
    async () => (await import('../supervision/order.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/obligations/$obligationId' }).lazy(
    async () => (await import('../obligation/obligation.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/activities/$activityId' }).lazy(
    async () => (await import('../study/activity.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/plans/$planId/screen' }).lazy(
    async () => (await import('../study/sign-in-screen.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/plans/$planId/sign-in' }).lazy(
    async () => (await import('../study/sign-in.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/plans/$planId' }).lazy(async () => (await import('../study/plan.page.tsx')).page),
  createRoute({ ...under, path: '/people/$personId' }).lazy(
    async () => (await import('../study/person.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/transitions' }).lazy(async () => (await import('../gate/transitions.page.tsx')).page),
  createRoute({ ...under, path: '/organisations/$organisationId/members' }).lazy(
    async () => (await import('../roster/members.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/burden' }).lazy(async () => (await import('../opinion/burden.page.tsx')).page),
  createRoute({ ...under, path: '/organisations/$organisationId/burdens' }).lazy(
    async () => (await import('../opinion/burdens.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/units/$unitId' }).lazy(async () => (await import('../gate/unit-gate.page.tsx')).page),
  createRoute({ ...under, path: '/organisations/$organisationId/import' }).lazy(
    async () => (await import('../organisation/import.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/units/$unitId/assessments' }).lazy(
    async () => (await import('../assessment/assessments.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/units/$unitId/polls' }).lazy(
    async () => (await import('../ballot/polls.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/polls/$pollId/share' }).lazy(
    async () => (await import('../ballot/own-share.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/polls/$pollId/slips' }).lazy(
    async () => (await import('../ballot/slips.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/pools' }).lazy(
    async () => (await import('../assessment/pools.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/assessments/$assessmentId' }).lazy(
    async () => (await import('../assessment/assessment.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/offices' }).lazy(
    async () => (await import('../access/offices.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/activation-sheet' }).lazy(
    async () => (await import('../access/activation-sheet.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/campaign' }).lazy(
    async () => (await import('../campaign/campaign.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/playbook' }).lazy(
    async () => (await import('../campaign/playbook.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/batches' }).lazy(
    async () => (await import('../campaign/batch/batches.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/coverage' }).lazy(
    async () => (await import('../campaign/batch/coverage.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/date-requests' }).lazy(
    async () => (await import('../campaign/dates/requests.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/units/$unitId/dates' }).lazy(
    async () => (await import('../campaign/dates/dates.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/supervision' }).lazy(
    async () => (await import('../supervision/supervision.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/leaders' }).lazy(
    async () => (await import('../supervision/contact-point/leaders.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/teams' }).lazy(
    async () => (await import('../supervision/teams.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/branches/$branchId/add-member' }).lazy(
    async () => (await import('../roster/add-member.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/transfers' }).lazy(
    async () => (await import('../roster/transfers.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/left-behind' }).lazy(
    async () => (await import('../roster/left-behind.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/representatives' }).lazy(
    async () => (await import('../roster/representative-gaps.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/units/$unitId/representatives' }).lazy(
    async () => (await import('../roster/representatives.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId' }).lazy(
    async () => (await import('../organisation/change/organisation.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/remedies' }).lazy(
    async () => (await import('../organisation/change/remedies.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/records' }).lazy(
    async () => (await import('../ledger/records.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/reconciliation' }).lazy(
    async () => (await import('../organisation/claims/reconciliation.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/organisations/$organisationId/counted' }).lazy(
    async () => (await import('../organisation/claims/counted.page.tsx')).page,
  ),
  createRoute({ ...under, path: '/lists' }).lazy(
    async () => (await import('../organisation/lists/lists.page.tsx')).page,
  ),
];

export const router = createRouter({
  routeTree: root.addChildren(pages),
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
