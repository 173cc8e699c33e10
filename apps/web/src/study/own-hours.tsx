import type { ReactNode } from 'react';
import { useCountsHours } from '../app/campaign.ts';
import { useTermText } from '../app/term-text.ts';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { HoursSentence } from './hours-sentence.tsx';
import { usePerson } from './queries.ts';

/** What one lacks oneself, before what is owed; nothing for who lacks nothing. */
export function OwnHours({ personId }: { readonly personId: string }): ReactNode {
  const t = useTermText();
  const countsHours = useCountsHours();
  const { data } = usePerson(personId);
  const stage = data?.stage ?? null;
  if (!countsHours || stage === null || stage.needs.every(({ minutes, have }) => have >= minutes)) return null;
  return (
    <Sheet
      title={t('study.myHours')}
      right={
        <Anchor className="m-link" href={`/people/${personId}`}>
          {t('app.nav.self')}
        </Anchor>
      }
      padded
    >
      <HoursSentence stage={stage} />
    </Sheet>
  );
}
