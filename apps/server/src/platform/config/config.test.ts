import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { ConfigFaults, readConfig } from './config.ts';
import { SETTINGS, shapes } from './settings.ts';

const [cert, key] = ['cert', 'key'].map((what) =>
  join(import.meta.dirname, `../http/localhost-${what}.fixture.pem`),
) as [string, string];

const faults = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (fault) {
    assert.ok(fault instanceof ConfigFaults);
    return fault.faults;
  }
};

test('nothing needs to be set', () => {
  const config = readConfig({});
  assert.equal(config.dataFolder, resolve('data/instance'));
  assert.equal(`${config.host}:${config.port}`, '127.0.0.1:4870');
  assert.equal(config.databaseUrl, undefined);
  assert.equal(config.tls, undefined);
  assert.equal(config.timeZone, 'Asia/Shanghai');
});

test('the command line wins over the environment, and an empty variable is none', () => {
  const config = readConfig(
    { MUSTER_PORT: '5000', MUSTER_LOG_LEVEL: '', PATH: '/bin' },
    { MUSTER_PORT: { value: '0' } },
  );
  assert.equal(config.port, 0);
  assert.equal(config.logLevel, 'info');
});

test('every fault has one line with the variable and what was expected', () => {
  const found = faults({
    MUSTER_PORT: '70000',
    MUSTER_TIME_ZONE: 'Meishan',
    MUSTER_TRUST_PROXY: 'perhaps',
    MUSTER_SESSION_HOURS: '0',
    MUSTER_UPLOAD_MEGABYTES: '101',
    MUSTER_PUBLIC_URL: 'muster.example',
    MUSTER_PROT: '1',
  });
  assert.deepEqual(found, [
    'MUSTER_PROT is not a setting: see docs/operations/configuration.md for those there are.',
    'MUSTER_PORT is "70000": expected a number from 0 to 65535.',
    'MUSTER_TRUST_PROXY is "perhaps": expected true or false.',
    'MUSTER_PUBLIC_URL is "muster.example": expected an address that starts with http:// or https://.',
    'MUSTER_TIME_ZONE is "Meishan": expected a time zone name like Asia/Shanghai.',
    'MUSTER_SESSION_HOURS is "0": expected a number from 1 to 720.',
    'MUSTER_UPLOAD_MEGABYTES is "101": expected a number from 1 to 100.',
  ]);
});

test('a fault of the command line names the option that was typed', () => {
  const typed = { MUSTER_PORT: { value: 'abc', option: '--port' }, MUSTER_DATA: { value: ' ', option: '--data' } };
  assert.throws(
    () => readConfig({}, typed),
    (fault) => {
      assert.ok(fault instanceof ConfigFaults);
      assert.deepEqual(fault.faults, [
        '--data is " ": expected a folder.',
        '--port is "abc": expected a number from 0 to 65535.',
      ]);
      return true;
    },
  );
});

test('the fault of a database address does not show its password', () => {
  const found = faults({ DATABASE_URL: 'mysql://me:secret@host/db' });
  assert.equal(found.length, 1);
  assert.match(found.join(), /^DATABASE_URL: expected an address like postgres:/);
  assert.doesNotMatch(found.join(), /secret/);
});

test('other machines are served with TLS or behind a proxy only', () => {
  assert.match(faults({ MUSTER_HOST: '0.0.0.0' }).join(), /^MUSTER_HOST is "0\.0\.0\.0": expected MUSTER_TLS_CERT and/);
  assert.deepEqual(faults({ MUSTER_HOST: '0.0.0.0', MUSTER_TRUST_PROXY: 'true' }), []);
  assert.deepEqual(faults({ MUSTER_HOST: '0.0.0.0', MUSTER_TLS_CERT: cert, MUSTER_TLS_KEY: key }), []);
  assert.deepEqual(faults({ MUSTER_HOST: '::1' }), []);
  assert.deepEqual(faults({ MUSTER_HOST: '127.9.9.9' }), []);
  assert.equal(faults({ MUSTER_HOST: '127.evil.example' }).length, 1);
});

test('a certificate and a key that do not fit are named by their settings', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-tls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const strange = join(folder, 'strange.pem');
  writeFileSync(
    strange,
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );
  assert.deepEqual(faults({ MUSTER_TLS_CERT: key, MUSTER_TLS_KEY: cert }), [
    `MUSTER_TLS_CERT is "${key}": expected a certificate chain (PEM).`,
    `MUSTER_TLS_KEY is "${cert}": expected a private key (PEM) without a passphrase.`,
  ]);
  assert.deepEqual(faults({ MUSTER_TLS_CERT: cert, MUSTER_TLS_KEY: strange }), [
    'MUSTER_TLS_CERT and MUSTER_TLS_KEY: expected the key of that certificate; these two do not belong together.',
  ]);
});

test('a certificate needs its key, and both must be readable', () => {
  assert.deepEqual(faults({ MUSTER_TLS_CERT: '/nowhere.pem' }), [
    'MUSTER_TLS_CERT is "/nowhere.pem": expected a file that can be read.',
    'MUSTER_TLS_CERT and MUSTER_TLS_KEY: expected both or neither.',
  ]);
});

test('the table, the shapes and both pages name the same settings with the same defaults', () => {
  const names = SETTINGS.map((setting) => setting.name);
  assert.deepEqual(Object.keys(shapes), names);
  for (const page of ['configuration.md', 'configuration.zh-CN.md']) {
    const text = readFileSync(join(import.meta.dirname, '../../../../../docs/operations', page), 'utf8');
    const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| (?:`(.*?)`|none|无) \| (.+) \|$/gm)];
    assert.deepEqual(
      rows.map((row) => [row[1], row[2]]),
      SETTINGS.map(({ name, fallback }) => [name, fallback]),
      page,
    );
    if (page === 'configuration.md')
      assert.deepEqual(
        rows.map((row) => row[3]),
        SETTINGS.map((setting) => setting.description),
      );
  }
});

test('the sample configuration names every variable, is accepted as it is, and so is each line that it leaves out', () => {
  const sample = readFileSync(join(import.meta.dirname, '../../../../../deploy/muster.env'), 'utf8');
  const lines = [...sample.matchAll(/^(#?)([A-Z_]+)=(.*)$/gm)].map(([, off, name = '', value = '']) => ({
    isOn: off === '',
    name,
    value: name.startsWith('MUSTER_TLS_') ? (name.endsWith('CERT') ? cert : key) : value,
  }));
  assert.deepEqual(lines.map(({ name }) => name).toSorted(), SETTINGS.map(({ name }) => name).toSorted());
  const of = (some: typeof lines) => Object.fromEntries(some.map(({ name, value }) => [name, value]));
  assert.deepEqual(faults(of(lines.filter(({ isOn }) => isOn))), []);
  assert.deepEqual(faults(of(lines.filter(({ name }) => !name.startsWith('MUSTER_TRUST')))), []);
});

test('whoever runs the issuer and the box apart says where they are', () => {
  const said = faults({ MUSTER_VOTING: 'apart', MUSTER_BOX_URL: 'https://box.example.org' });
  assert.deepEqual(said, ['MUSTER_VOTING is "apart": expected MUSTER_ISSUER_URL with it.']);
  assert.equal(readConfig({}).voting.isBeside, true);
});
