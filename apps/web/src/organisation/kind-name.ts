import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';

const kinds = ['region', 'unit', 'committee', 'general_branch', 'branch'] as const;

/** What a kind of node is called; the campaign's words where it has them. */
export function useKindName(): (kind: string) => string {
  const t = useText();
  const term = useTerms();
  return (kind) => {
    if (kind === 'unit' || kind === 'branch') return term(kind);
    const known = kinds.find((one) => one === kind);
    return known === undefined ? kind : t(`organisation.kind.${known}`);
  };
}
