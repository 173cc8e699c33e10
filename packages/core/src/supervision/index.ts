export { assignUnit, joinTeam, leaveTeam, releaseUnit, type Team, type Tie } from './team.ts';
