import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import type { Transition } from './queries.ts';
import { decideWords, endorseWords } from './review-words.ts';

type Props = { readonly transition: Transition; readonly next: string | null };

/** Whoever endorses or decides for other units is told beforehand why not for this one. */
export function NotMine({ transition: { may, state }, next }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  if (may.notDecide === null) return null;
  const about = { team: term('team'), office: term('office'), stage: next ?? t('gate.review.end') };
  return (
    <Sheet title={t((state === 'applied' ? endorseWords : decideWords).title, about)}>
      <EmptyLine>{t(`refusal.${may.notDecide}`, { termUnit: term('unit') })}</EmptyLine>
    </Sheet>
  );
}
