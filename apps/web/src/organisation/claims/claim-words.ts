import { useTerms, useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useKindName } from '../kind-name.ts';
import { useUnitClasses, type Breakdown, type Measured, type Reconciliation } from './queries.ts';

export type MeasureCode = Measured['measure'];
export type Parting = Breakdown['by'];

/** What is counted, in the campaign's words. */
export function useMeasureName(): (measure: MeasureCode) => string {
  const t = useText();
  const term = useTerms();
  const words = {
    unit: term('unit', 'start-many'),
    branch: term('branch', 'start-many'),
    member: term('member', 'start-many'),
  };
  return (measure) => {
    if (measure === 'units') return words.unit;
    if (measure === 'branches') return words.branch;
    if (measure === 'members') return words.member;
    if (measure === 'floating') return t('organisation.claims.floating', { member: term('member', 'many') });
    return t('organisation.claims.organisations');
  };
}

/** What a part is called: the title of a class, a kind, or the name of a node. Null is what has none. */
export function usePartName(nodes: Reconciliation['nodes']): (by: Parting, part: string | null) => string {
  const t = useText();
  const titles = useTitles();
  const kindName = useKindName();
  const { data } = useUnitClasses();
  return (by, part) => {
    if (part === null) return t(by === 'class' ? 'organisation.claims.noClass' : 'organisation.claims.elsewhere');
    if (by === 'kind') return kindName(part);
    if (by === 'child') return nodes.find(({ id }) => id === part)?.name ?? part;
    const found = data?.classes.find(({ code }) => code === part);
    return found === undefined ? part : titles.of(found.title);
  };
}

/** What a batch is called, with its campaign where figures of several can be stated; null is the whole roster. */
export function useBatchName(batches: Reconciliation['batches']): (batchId: string | null) => string {
  const t = useText();
  const titles = useTitles();
  const several = new Set(batches.map(({ campaign }) => campaign.id)).size > 1;
  return (batchId) => {
    const found = batches.find(({ id }) => id === batchId);
    if (found === undefined) return t('organisation.claims.wholeRoster');
    const title = found.title === null ? t('campaign.batch', { number: found.number }) : titles.of(found.title);
    return several ? `${title} · ${titles.of(found.campaign.name)}` : title;
  };
}

export type PartName = ReturnType<typeof usePartName>;

/** The address of the list behind a counted figure, of a batch or of the whole roster. */
export function countedAddress(
  organisationId: string,
  measure: MeasureCode,
  batchId: string | null,
  part?: { readonly by: Parting; readonly of: readonly (string | null)[] },
): string {
  const search = new URLSearchParams({ measure });
  if (batchId !== null) search.set('batch', batchId);
  if (part !== undefined) {
    search.set('by', part.by);
    // Something always stands there: an empty parameter would be read as none.
    search.set('of', part.of.map((code) => code ?? '').join(',') || ',');
  }
  return `/organisations/${organisationId}/counted?${search.toString()}`;
}
