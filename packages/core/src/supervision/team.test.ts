import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignUnit, joinTeam, leaveTeam, releaseUnit, type Team } from './index.ts';

const team: Team = {
  place: { path: 'p1.town', linked: [] },
  members: [{ personId: 'wu' }],
  units: [{ unitId: 'school' }],
};
const clinic = { kind: 'unit', unitId: 'clinic', place: { path: 'p1.town.clinic', linked: ['q1.general.clinic'] } };
const tie = { personId: 'mei', unit: 'Clinic' };

describe('a supervision team', () => {
  it('takes somebody on once', () => {
    assert.equal(joinTeam(team, 'mei', []), null);
    assert.equal(joinTeam(team, 'wu', [])?.refused, 'person-in-team-already');
  });

  it('takes nobody on who belongs to a unit of the team', () => {
    assert.deepEqual(joinTeam(team, 'mei', [tie]), { refused: 'recused', params: { unit: 'Clinic' } });
  });

  it('is given a unit beneath its place, once', () => {
    assert.equal(assignUnit(team, clinic, []), null);
    assert.equal(assignUnit(team, { ...clinic, unitId: 'school' }, [])?.refused, 'unit-in-team-already');
  });

  it('of a committee is given a unit whose branch lies beneath the committee', () => {
    const ofCommittee = { ...team, place: { path: 'q1.general', linked: [] } };
    assert.equal(assignUnit(ofCommittee, clinic, []), null);
  });

  it('is given no unit from elsewhere, and nothing that is no unit', () => {
    const elsewhere = { ...clinic, place: { path: 'p1.townhall', linked: [] } };
    assert.equal(assignUnit(team, elsewhere, [])?.refused, 'unit-beyond-team');
    assert.equal(assignUnit(team, { ...clinic, kind: 'branch' }, [])?.refused, 'not-a-unit');
  });

  it('is not given the unit of one of its own people', () => {
    assert.deepEqual(assignUnit(team, clinic, [tie]), { refused: 'recused', params: { unit: 'Clinic' } });
  });

  it('lets go only of who and what it has', () => {
    assert.equal(leaveTeam(team, 'wu'), null);
    assert.equal(leaveTeam(team, 'mei')?.refused, 'person-not-in-team');
    assert.deepEqual(releaseUnit(team.units, 'school'), { unitId: 'school' });
    assert.deepEqual(releaseUnit(team.units, 'clinic'), { refused: 'unit-not-in-team', params: {} });
  });
});
