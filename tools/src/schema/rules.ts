import type { TestDatabase } from '@muster/server/testing';
export async function ruleFaults(_: TestDatabase): Promise<string[]> {
  return [];
}
