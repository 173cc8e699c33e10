import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellFault } from './run-beside.ts';

test('of a fault its kind is told, and nothing that it quotes: no person, no address, no key', ({ mock }) => {
  const told: string[] = [];
  const written = mock.method(process.stderr, 'write', (text: string) => told.push(text) > 0);
  try {
    const quoting = Object.assign(new RangeError('insert of 某某 from 127.0.0.77'), {
      code: '23505',
      constraint: 'ballot_issued__person_once',
      detail: 'Key (person_id)=(某某) already exists.',
      where: 'ballot_issue(某某)',
      cause: new Error('某某'),
      address: '127.0.0.77',
    });
    for (const fault of [quoting, 'muster_session=of-the-desk', { message: '某某' }, null])
      tellFault('issuer')(fault ?? new SyntaxError('Unexpected token in 某某'));
  } finally {
    written.mock.restore();
  }
  assert.deepEqual(
    told.map((line) => JSON.parse(line) as object),
    [
      {
        level: 'error',
        process: 'issuer',
        type: 'RangeError',
        code: '23505',
        constraint: 'ballot_issued__person_once',
      },
      { level: 'error', process: 'issuer', type: 'string' },
      { level: 'error', process: 'issuer', type: 'object' },
      { level: 'error', process: 'issuer', type: 'SyntaxError' },
    ],
  );
});
