export { askControl, controlAt, ControlRefused, serveControl, type Asked } from './control.ts';
export { endingOf } from './ending.ts';
export { listenNear } from './listen-near.ts';
export { makeHousehold, type Household } from './household.ts';
export { putFile, readFileIfThere, wipeFile } from './put-file.ts';
export { runBeside, tellFault, type Beside } from './run-beside.ts';
