/** Rows of the permission walk about an organisation's own page, its changes, and remedies. */
interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
type Ask = (place: string, ids: (code: string) => string) => Call | null;

const atNode =
  (more: Call = {}): Ask =>
  (place, ids) => ({ ...more, params: { ...more.params, organisationId: ids(place) } });

const ahead = { on: '2030-01-01', reason: '试' };
/** Nobody has reported it done when the walk begins. */
export const flagged = { state: 'weak', finding: '试', remedy: '试', responsibleName: '某某' } as const;

/** Commands are sent with what the rules refuse. */
export const changeRows: Readonly<Record<string, Ask>> = {
  readOrganisationRecord: atNode(),
  readChangeEffects: atNode(),
  listChildrenOn: atNode({ params: { on: '2026-03-01' } }),
  editOrganisation: atNode({
    body: { name: '试', code: null, creditCode: null, classCode: 'no-such-class', operation: 'running' },
  }),
  closeOrganisation: atNode({ body: ahead }),
  listRemedies: atNode(),
  flagOrganisation: atNode({ body: { ...flagged, dueOn: '2000-01-01' } }),
  checkRemedy: (place, ids) =>
    place === 'SCHOOL' ? { params: { remedyId: ids('remedy') }, body: { outcome: 'returned', note: null } } : null,
};

/** Both ends of a move or merger are asked; a report is made by those who record there, and by those who manage it. */
export const changeOthers = <Name extends string>(overBoth: readonly Name[], recordersAndManagers: readonly Name[]) =>
  ({
    moveOrganisation: {
      who: overBoth,
      ask: (_place: string, ids: (code: string) => string) => ({
        params: { organisationId: ids('SCHOOL') },
        body: { ...ahead, parentId: ids('OTHER-TOWN') },
      }),
    },
    mergeOrganisation: {
      who: overBoth,
      ask: (_place: string, ids: (code: string) => string) => ({
        params: { organisationId: ids('SCHOOL') },
        body: { ...ahead, intoId: ids('CLINIC') },
      }),
    },
    reportRemedy: {
      who: recordersAndManagers,
      ask: (_place: string, ids: (code: string) => string) => ({
        params: { remedyId: ids('remedy') },
        body: { note: '试' },
      }),
    },
  }) as const;
