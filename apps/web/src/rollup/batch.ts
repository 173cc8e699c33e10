import { useSearchParam } from '../app/search-param.ts';

/** Of which batch figures and lists are, by the address; null: of all. */
export function useBatch(): number | null {
  const number = Number(useSearchParam('batch'));
  return Number.isInteger(number) && number > 0 ? number : null;
}

export type Drill = (address: string) => string;

/** Leads on within the batch that was chosen. */
export function useDrill(): Drill {
  const batch = useBatch();
  return (address) => (batch === null ? address : `${address}${address.includes('?') ? '&' : '?'}batch=${batch}`);
}

/** As a question has it. */
export function batchQuery(batch: number | null): { readonly batch?: number } {
  return batch === null ? {} : { batch };
}
