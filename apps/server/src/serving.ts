/** The server's door for whoever serves: what answers requests is read only while the database gets up. */
export { readConfig, ConfigFaults, type Config } from './platform/config/config.ts';
export { demo, demoAccounts, type DemoAccount, type DemoOptions, type RunningDemo } from './operations/serve-demo.ts';
export { demoThere, sizeOfDemo, type DemoSize } from './operations/demo-mark.ts';
export { serve, type Running } from './operations/serve.ts';
