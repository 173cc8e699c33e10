import type { ReactNode } from 'react';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { Moment } from '../gate/flow.tsx';
import { SettledList } from '../ui/sheet/settled-list.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Assessment } from './queries.ts';

/** Who has counted in this round; never what, before both have. */
export function TellersSheet({ assessment }: { readonly assessment: Assessment }): ReactNode {
  const t = useText();
  const { tellers, round, state } = assessment;
  if (state === 'confirmed') return null;
  const missing = Array.from({ length: Math.max(0, 2 - tellers.length) }, (_, place) => place);
  return (
    <Sheet title={t('assessment.tellers')} caption={t('assessment.round', { round })}>
      <SettledList
        items={[
          ...tellers.map(({ personId, name, recordedAt }) => ({
            key: personId,
            state: 'met' as const,
            name: <UserText>{name}</UserText>,
            fact: <Say k="assessment.countedAt" values={{ time: <Moment at={recordedAt} /> }} />,
          })),
          ...missing.map((place) => ({
            key: `missing${place}`,
            state: 'wait' as const,
            name: t('assessment.teller', { number: tellers.length + place + 1 }),
            fact: t('assessment.notCounted'),
          })),
        ]}
      />
    </Sheet>
  );
}
