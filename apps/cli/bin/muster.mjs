#!/usr/bin/env node
// Plain JavaScript on purpose: whatever Node starts this must be able to read it and say what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const least = 24;
const entry = new URL('../src/main.ts', import.meta.url);

// What was read and compiled once is kept for the next command: starting takes half the time.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');

if (Number(process.versions.node.split('.')[0]) >= least) {
  module.enableCompileCache();
  await import(entry.href);
} else {
  const pinned = pinnedNode();
  if (pinned === null) {
    console.error(
      `muster needs Node ${least} or newer and this is ${process.versions.node}. ` +
        `"npm ci" installs one on Linux (x64, arm64); elsewhere install Node ${least} from nodejs.org.`,
    );
    process.exit(1);
  }
  const child = spawn(pinned, [...process.execArgv, entry.pathname, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}

/** The Node that the lock file pins, as an optional package of this platform. */
function pinnedNode() {
  try {
    const require = module.createRequire(import.meta.url);
    const file = require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}
