import { accessSync, constants } from 'node:fs';
import { z } from 'zod';
import { tlsFaults } from './tls-faults.ts';
import { SETTINGS, shapes, type Name } from './settings.ts';

export interface Config {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly trustProxy: boolean;
  readonly publicUrl: string | undefined;
  readonly timeZone: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly sessionHours: number;
  readonly uploadMegabytes: number;
  readonly poolSize: number;
  readonly voting: {
    readonly isBeside: boolean;
    readonly issuer: VotingProcess;
    readonly box: VotingProcess;
  };
}

/** A process of electronic ballots; undefined is what follows from the desk's. */
export interface VotingProcess {
  readonly port: number | undefined;
  readonly url: string | undefined;
}

/** Every fault of the environment at once, one line each. */
export class ConfigFaults extends Error {
  override readonly name = 'ConfigFaults';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

type Source = Readonly<Record<string, string | undefined>>;

const environment = z.object(shapes);

/** What a command line gives over the environment, by variable: the value, and the option that a fault is to name. */
export type Overrides = Partial<Record<Name, { readonly value: string; readonly option?: string }>>;

/** Reads the settings; `overrides` win over `env`. Throws ConfigFaults. */
export function readConfig(env: Source, overrides: Overrides = {}): Config {
  const given = Object.fromEntries(
    SETTINGS.map(({ name, fallback }) => [name, overrides[name as Name]?.value ?? (env[name]?.trim() || fallback)]),
  );
  const parsed = environment.safeParse(given);
  const faults = [
    ...unknownNames(env),
    ...(parsed.success
      ? contradictions(parsed.data)
      : parsed.error.issues.map((issue) => describe(issue, given, overrides))),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigFaults(faults);
  const value = parsed.data;
  const tls =
    value.MUSTER_TLS_CERT !== undefined && value.MUSTER_TLS_KEY !== undefined
      ? { certFile: value.MUSTER_TLS_CERT, keyFile: value.MUSTER_TLS_KEY }
      : undefined;
  return {
    dataFolder: value.MUSTER_DATA,
    host: value.MUSTER_HOST,
    port: value.MUSTER_PORT,
    databaseUrl: value.DATABASE_URL,
    tls,
    trustProxy: value.MUSTER_TRUST_PROXY,
    publicUrl: value.MUSTER_PUBLIC_URL,
    timeZone: value.MUSTER_TIME_ZONE,
    logLevel: value.MUSTER_LOG_LEVEL,
    sessionHours: value.MUSTER_SESSION_HOURS,
    uploadMegabytes: value.MUSTER_UPLOAD_MEGABYTES,
    poolSize: value.MUSTER_POOL_SIZE,
    voting: {
      isBeside: value.MUSTER_VOTING === 'beside',
      issuer: { port: value.MUSTER_ISSUER_PORT, url: value.MUSTER_ISSUER_URL },
      box: { port: value.MUSTER_BOX_PORT, url: value.MUSTER_BOX_URL },
    },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function describe(issue: z.core.$ZodIssue, given: Source, overrides: Overrides): string {
  const name = String(issue.path[0]);
  const called = overrides[name as Name]?.option ?? name;
  // The address of a database holds a password, and this line may land in a log.
  const shown = name === 'DATABASE_URL' ? '' : ` is ${JSON.stringify(given[name])}`;
  return `${called}${shown}: expected ${SETTINGS.find((setting) => setting.name === name)?.expected}.`;
}

// A misspelt variable would silently leave the default in force. MUSTER_TEST_… belong to the test runner.
function unknownNames(env: Source): string[] {
  const known = new Set(SETTINGS.map((setting) => setting.name));
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('MUSTER_') && !name.startsWith('MUSTER_TEST_') && !known.has(name),
  );
  return unknown.map((name) => `${name} is not a setting: see docs/operations/configuration.md for those there are.`);
}

function contradictions(value: z.output<typeof environment>): string[] {
  const faults: string[] = [];
  const files = { MUSTER_TLS_CERT: value.MUSTER_TLS_CERT, MUSTER_TLS_KEY: value.MUSTER_TLS_KEY };
  for (const [name, file] of Object.entries(files))
    if (file !== undefined && !isReadable(file))
      faults.push(`${name} is ${JSON.stringify(file)}: expected a file that can be read.`);
  if (faults.length === 0 && files.MUSTER_TLS_CERT !== undefined && files.MUSTER_TLS_KEY !== undefined)
    faults.push(...tlsFaults(files.MUSTER_TLS_CERT, files.MUSTER_TLS_KEY));
  if ((files.MUSTER_TLS_CERT === undefined) !== (files.MUSTER_TLS_KEY === undefined))
    faults.push('MUSTER_TLS_CERT and MUSTER_TLS_KEY: expected both or neither.');
  if (!isLoopback(value.MUSTER_HOST) && files.MUSTER_TLS_CERT === undefined && !value.MUSTER_TRUST_PROXY)
    faults.push(
      `MUSTER_HOST is ${JSON.stringify(value.MUSTER_HOST)}: expected MUSTER_TLS_CERT and MUSTER_TLS_KEY with it, or MUSTER_TRUST_PROXY=true behind a proxy that ends TLS; without either only 127.0.0.1 is served.`,
    );
  if (value.MUSTER_VOTING === 'apart')
    for (const name of ['MUSTER_ISSUER_URL', 'MUSTER_BOX_URL'] as const)
      if (value[name] === undefined) faults.push(`MUSTER_VOTING is "apart": expected ${name} with it.`);
  return faults;
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
