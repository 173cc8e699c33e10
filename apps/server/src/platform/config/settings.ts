import { resolve } from 'node:path';
import { largestFileMegabytes } from '@muster/contract';
import { z } from 'zod';

/** One variable of the environment, as docs/operations/configuration.md lists it, and what it must look like. */
export interface Setting {
  readonly name: string;
  readonly fallback: string | undefined;
  readonly description: string;
  readonly expected: string;
}

const whole = (from: number, to: number) =>
  z
    .stringFormat('whole', /^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= from && value <= to);
const yesNo = z.enum(['0', '1', 'false', 'true', 'no', 'yes']).transform((word) => ['1', 'true', 'yes'].includes(word));
const address = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const shapes = {
  MUSTER_DATA: z
    .string()
    .trim()
    .min(1)
    .transform((folder) => resolve(folder)),
  MUSTER_HOST: z.string().regex(/^[\w.:-]+$/),
  MUSTER_PORT: whole(0, 65_535),
  DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  MUSTER_TLS_CERT: z.string().optional(),
  MUSTER_TLS_KEY: z.string().optional(),
  MUSTER_TRUST_PROXY: yesNo,
  MUSTER_PUBLIC_URL: address(['http:', 'https:']).optional(),
  MUSTER_TIME_ZONE: z.string().refine(isTimeZone),
  MUSTER_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  MUSTER_SESSION_HOURS: whole(1, 720),
  MUSTER_UPLOAD_MEGABYTES: whole(1, largestFileMegabytes),
  MUSTER_POOL_SIZE: whole(2, 100),
  MUSTER_VOTING: z.enum(['beside', 'apart']),
  MUSTER_ISSUER_PORT: whole(0, 65_535).optional(),
  MUSTER_BOX_PORT: whole(0, 65_535).optional(),
  MUSTER_ISSUER_URL: address(['http:', 'https:']).optional(),
  MUSTER_BOX_URL: address(['http:', 'https:']).optional(),
} as const;

export type Name = keyof typeof shapes;

const setting = (name: Name, fallback: string | undefined, description: string, expected: string): Setting => ({
  name,
  fallback,
  description,
  expected,
});

export const SETTINGS: readonly Setting[] = [
  setting('MUSTER_DATA', './data/instance', 'Folder of this instance: its database, files and passwords.', 'a folder'),
  setting(
    'MUSTER_HOST',
    '127.0.0.1',
    "Address to listen on; any other than this machine's own needs TLS or a proxy.",
    'a host name or an IP address',
  ),
  setting('MUSTER_PORT', '4870', 'Port to listen on; 0 takes a free one.', 'a number from 0 to 65535'),
  setting(
    'DATABASE_URL',
    undefined,
    'PostgreSQL 16 or newer to use in place of the built-in one; its login owns the database and may create roles.',
    'an address like postgres://login:password@host:5432/database',
  ),
  setting(
    'MUSTER_TLS_CERT',
    undefined,
    'File with the TLS certificate chain (PEM).',
    'a file that can be read, together with MUSTER_TLS_KEY',
  ),
  setting(
    'MUSTER_TLS_KEY',
    undefined,
    'File with the private key of the certificate (PEM).',
    'a file that can be read, together with MUSTER_TLS_CERT',
  ),
  setting(
    'MUSTER_TRUST_PROXY',
    'false',
    "Whether a reverse proxy in front ends TLS and tells the client's address.",
    'true or false',
  ),
  setting(
    'MUSTER_PUBLIC_URL',
    undefined,
    'Address people type, used in printed sheets and QR codes.',
    'an address that starts with http:// or https://',
  ),
  setting(
    'MUSTER_TIME_ZONE',
    'Asia/Shanghai',
    'Time zone in which days begin and dates are shown.',
    'a time zone name like Asia/Shanghai',
  ),
  setting(
    'MUSTER_LOG_LEVEL',
    'info',
    'Least severe line that is logged.',
    'fatal, error, warn, info, debug, trace or silent',
  ),
  setting(
    'MUSTER_SESSION_HOURS',
    '12',
    'Hours after which a signed-in person must sign in again.',
    'a number from 1 to 720',
  ),
  setting(
    'MUSTER_UPLOAD_MEGABYTES',
    '20',
    'Largest file that may be uploaded, in megabytes, at most 100; tables to import at most 15 of them.',
    `a number from 1 to ${largestFileMegabytes}`,
  ),
  setting('MUSTER_POOL_SIZE', '20', 'Most database connections the server opens.', 'a number from 2 to 100'),
  setting(
    'MUSTER_VOTING',
    'beside',
    'Whether the issuer and the box of electronic ballots are started beside the desk, or apart from it by `muster issuer` and `muster box`.',
    'beside or apart',
  ),
  setting(
    'MUSTER_ISSUER_PORT',
    undefined,
    "Port of the issuer; without it the desk's plus one, or a free one where that is taken.",
    'a number from 0 to 65535',
  ),
  setting(
    'MUSTER_BOX_PORT',
    undefined,
    "Port of the box; without it the desk's plus two, or a free one where that is taken.",
    'a number from 0 to 65535',
  ),
  setting(
    'MUSTER_ISSUER_URL',
    undefined,
    'Address at which voters reach the issuer, where it is not its port at the host of the desk.',
    'an address that starts with http:// or https://',
  ),
  setting(
    'MUSTER_BOX_URL',
    undefined,
    'Address at which voters reach the box and what it publishes, where it is not its port at the host of the desk.',
    'an address that starts with http:// or https://',
  ),
];
