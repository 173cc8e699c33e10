/** What people type about a member is hashed with a salt that can be erased; head and summary of an entry name nobody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LedgerFact } from '../platform/ledger-record.ts';
import { proposeTransferCommand } from './commands/propose-transfer.ts';
import { declineTransferCommand, withdrawTransferCommand } from './commands/settle-transfer.ts';
import { voidContactCommand } from './commands/void-contact.ts';

const words = '照顾住院的母亲';
const salt = new Uint8Array([1, 2, 3]);
const place = { path: 'p.a', linked: ['q.b'] };
const ends = { fromUnitId: 'u1', fromBranchId: 'b1', toUnitId: 'u2', toBranchId: 'b2' };
const transfer = {
  ...ends,
  regionId: 0,
  id: 't',
  personId: 'x',
  isOpen: true,
  proposedAt: new Date(0),
  salt,
  from: place,
  to: place,
  place,
};
const membership = {
  id: 'm',
  branchId: 'b1',
  unitId: 'u1',
  standing: 'full',
  fromOn: '2020-01-01',
  joinedOn: '2020-01-01',
  path: 'p.a',
  partyPath: 'q.b',
} as const;
const person = { regionId: 0, id: 'x', name: '某某', code: null, bornIn: null, categories: [], salt, place };
const destination = { branchId: 'b2', branchName: '乙支部', unitId: 'u2', unitPath: 'p.c', branchPath: 'q.d' };

const said: Readonly<Record<string, readonly LedgerFact[]>> = {
  'a transfer is proposed': proposeTransferCommand.record(
    { id: 't', newMembershipId: 'n', movedOn: null, membership, destination, reason: words },
    { person, membership, place, destination, hasOpenTransfer: false, unsettled: null },
    { personId: 'x', branchId: 'b2', reason: words },
  ),
  'a transfer is declined': declineTransferCommand.record({ reason: words }, transfer, { transferId: 't' }),
  'a transfer is withdrawn': withdrawTransferCommand.record({ reason: words }, transfer, { transferId: 't' }),
  'a contact is voided': voidContactCommand.record(
    { reason: words },
    { regionId: 0, id: 'c', unitId: 'u1', salt, isVoided: false, place },
    { contactId: 'c', reason: words },
  ),
};

for (const [what, facts] of Object.entries(said)) {
  test(`${what}: the reason is hashed as personal, and said nowhere else`, () => {
    assert.ok(facts.length > 0);
    for (const { head, summary, personal } of facts) {
      assert.ok(!JSON.stringify([head, summary]).includes(words));
      assert.ok(JSON.stringify(personal.map(({ value }) => value)).includes(words));
    }
  });
}
