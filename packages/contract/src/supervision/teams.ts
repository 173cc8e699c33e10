import { z } from 'zod';
import { amount, done, id, line } from '../fields.ts';
import { route } from '../route.ts';

const teamAnswer = z.object({
  id,
  name: z.string(),
  organisationId: id,
  members: z.array(z.object({ personId: id, name: z.string(), isLeader: z.boolean() })),
  /** With the members who belong to the unit, or hold office there: they rule on nothing of it. */
  units: z.array(z.object({ id, name: z.string(), recused: z.array(z.string()) })),
});

export const listTeams = route({
  name: 'listTeams',
  slice: 'supervision',
  method: 'GET',
  path: '/api/organisations/:organisationId/teams',
  summary: 'Supervision teams with their units beneath a node, and the units that no team answers for',
  access: 'read',
  params: z.object({ organisationId: id }),
  answer: z.object({
    teams: z.array(teamAnswer),
    /** Units whose teams have nobody who may act there. */
    nobodyActs: z.array(z.object({ id, name: z.string() })),
    withoutTeam: z.array(z.object({ id, name: z.string() })),
  }),
  status: 200,
  refusals: ['not-logged-in', 'not-found', 'not-permitted'],
});

const teamWrite = ['not-logged-in', 'not-found', 'not-permitted'] as const;

export const formTeam = route({
  name: 'formTeam',
  slice: 'supervision',
  method: 'POST',
  path: '/api/organisations/:organisationId/teams',
  summary: 'Form a supervision team',
  access: 'manage-teams',
  params: z.object({ organisationId: id }),
  body: z.object({ name: line(60) }),
  answer: done,
  status: 201,
  refusals: [...teamWrite, 'team-name-taken', 'campaign-without-batch'],
  idempotency: 'natural',
});

export const joinTeam = route({
  name: 'joinTeam',
  slice: 'supervision',
  method: 'POST',
  path: '/api/teams/:teamId/members',
  summary: 'Put a person on a team: authority over the team’s units follows',
  access: 'manage-teams',
  params: z.object({ teamId: id }),
  body: z.object({ personId: id, isLeader: z.boolean().default(false) }),
  answer: done,
  status: 201,
  refusals: [...teamWrite, 'person-in-team-already', 'recused'],
  idempotency: 'natural',
});

export const leaveTeam = route({
  name: 'leaveTeam',
  slice: 'supervision',
  method: 'DELETE',
  path: '/api/teams/:teamId/members/:personId',
  summary: 'Take a person off a team: the authority and the sessions end',
  access: 'manage-teams',
  params: z.object({ teamId: id, personId: id }),
  answer: z.null(),
  status: 204,
  refusals: [...teamWrite, 'person-not-in-team'],
  idempotency: 'natural',
});

export const assignUnit = route({
  name: 'assignUnit',
  slice: 'supervision',
  method: 'POST',
  path: '/api/teams/:teamId/units',
  summary: 'Give a team a unit to answer for',
  access: 'manage-teams',
  params: z.object({ teamId: id }),
  body: z.object({ unitId: id }),
  answer: done,
  status: 201,
  refusals: [...teamWrite, 'unit-in-team-already', 'not-a-unit', 'unit-beyond-team', 'recused'],
  idempotency: 'natural',
});

export const assignUnits = route({
  name: 'assignUnits',
  slice: 'supervision',
  method: 'POST',
  path: '/api/teams/:teamId/assignments',
  summary: 'Give a team many units to answer for, each as if by itself; all of them, or none with every reason',
  access: 'manage-teams',
  params: z.object({ teamId: id }),
  body: z.object({
    unitIds: z
      .array(id)
      .min(1)
      .max(1000)
      .refine((ids) => new Set(ids).size === ids.length, 'each once'),
  }),
  answer: z.object({ assigned: amount }),
  status: 201,
  refusals: [...teamWrite, 'list-refused', 'invalid-input'],
  idempotency: 'natural',
});

export const releaseUnit = route({
  name: 'releaseUnit',
  slice: 'supervision',
  method: 'DELETE',
  path: '/api/teams/:teamId/units/:unitId',
  summary: 'Take a unit from a team',
  access: 'manage-teams',
  params: z.object({ teamId: id, unitId: id }),
  answer: z.null(),
  status: 204,
  refusals: [...teamWrite, 'unit-not-in-team'],
  idempotency: 'natural',
});
