import type { WhyLeftOut } from '@muster/core/study';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';

/** A plan as the one who signs in meets it. */
export interface SigningIn {
  readonly regionId: number;
  /** Of the codes in the room; only where one is expected. */
  readonly secret: Buffer | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly isCalledOff: boolean;
  /** Where one is expected; null where one is not. */
  readonly expected: { readonly branchId: string; readonly path: string; readonly partyPath: string } | null;
  readonly isWritten: boolean;
  readonly signedAt: Date | null;
  /** Why the sheet would be without them. */
  readonly leftOut: WhyLeftOut | null;
  /** The topic of what they signed in at for a part of the same time. */
  readonly elsewhere: string | null;
}

interface Row {
  readonly region_id: number;
  readonly code_secret: Buffer | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly called_off: boolean;
  readonly branch_id: string | null;
  readonly written: boolean;
  readonly signed_at: Date | null;
  readonly path: string | null;
  readonly party_path: string | null;
  readonly elsewhere: string | null;
  readonly left_out: WhyLeftOut | null;
}

/** One statement, by keys alone. */
export async function signingIn(tx: ReadTx, planId: string): Promise<SigningIn | null> {
  const { rows } = await sql<Row>`select * from study_signing_in(${planId}::uuid) ${kept}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const { branch_id: branchId, path, party_path: partyPath } = row;
  return {
    regionId: row.region_id,
    secret: row.code_secret,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isCalledOff: row.called_off,
    expected: branchId === null || path === null || partyPath === null ? null : { branchId, path, partyPath },
    isWritten: row.written,
    signedAt: row.signed_at,
    leftOut: row.left_out,
    elsewhere: row.elsewhere,
  };
}
