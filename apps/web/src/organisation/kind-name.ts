import type { Term } from '@muster/core/campaign';
import { useTerms, type TermForm } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';

const terms = {
  unit: 'unit',
  committee: 'committee',
  general_branch: 'generalBranch',
  branch: 'branch',
} as const satisfies Readonly<Record<string, Term>>;

/** What a kind of node is called, in the campaign's words. */
export function useKindName(): (kind: string, form?: TermForm) => string {
  const t = useText();
  const term = useTerms();
  return (kind, form) => {
    if (kind === 'region') return t(form === 'start' ? 'organisation.kind.regionStart' : 'organisation.kind.region');
    return kind in terms ? term(terms[kind as keyof typeof terms], form) : kind;
  };
}
