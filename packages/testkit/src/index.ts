export { buildHouse, idsOf } from './build-house.ts';
export { cast, castNames, type CastMember, type CastName } from './cast.ts';
export { faultsOf, refusalOf, startTestHouse, type TestHouse } from './house.ts';
export { smallPlaybook, studyStage, testNow } from './playbook.ts';
export { membersCsv, organisationsCsv } from './small-organisation.ts';
