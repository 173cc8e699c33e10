/** The server's door for the command line: what an operator does to an installation. */
export { checkDemo } from './operations/check-demo.ts';
export { findInstallation, openInstallation, type Installation } from './operations/installation.ts';
export { databaseAddress } from './operations/database-address.ts';
export { exportFile, faultLine, importFile, isWorkbook, templateFile } from './operations/files.ts';
export { administerRegion } from './operations/administer-region.ts';
export { makeRegion } from './operations/make-region.ts';
export { moveRegion } from './operations/move-region.ts';
export { isLogin, setPasswordOf } from './operations/password.ts';
export { findDifferences, recount } from './rollup/index.ts';
export { VisitRefused } from './operations/visitor.ts';
export { serveApart } from './operations/voting.ts';
