import type { Hook } from '../platform/hooks.ts';

/** All at once: a roster may move thousands. */
export interface MembersMoved {
  readonly regionId: number;
  readonly moves: readonly { readonly personId: string; readonly fromUnitId: string; readonly toUnitId: string }[];
}

export interface MemberLeft {
  readonly regionId: number;
  readonly personId: string;
  readonly fromUnitId: string;
  /** Death and expulsion: offices, authority and account end with the membership. */
  readonly endsAuthority: boolean;
}

export interface MemberReturned {
  readonly regionId: number;
  readonly personId: string;
  readonly toUnitId: string;
}

/** Added, imported or taken in from among the applicants. */
export interface MembersJoined {
  readonly regionId: number;
  readonly personIds: readonly string[];
}

/** They are members from now on, and were not before. */
export const membersJoined: Hook<MembersJoined> = { name: 'roster.members-joined' };
/** Memberships ended and others opened. */
export const membersMoved: Hook<MembersMoved> = { name: 'roster.members-moved' };
/** A membership ended and none opened. */
export const memberLeft: Hook<MemberLeft> = { name: 'roster.member-left' };
/** An end was voided: the membership goes on. */
export const memberReturned: Hook<MemberReturned> = { name: 'roster.member-returned' };
