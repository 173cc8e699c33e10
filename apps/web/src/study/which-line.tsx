import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import { activitiesAddress, type Narrowed } from './activities-address.ts';
import type { Activities, Which } from './queries.ts';

export const whichOnes = ['held', 'elsewhere', 'voided'] as const satisfies readonly Which[];

type Props = {
  readonly organisationId: string;
  readonly counts: Activities['counts'];
  readonly narrowed: Narrowed;
};

/** Which activities to list, where they are not all of one kind. */
export function WhichLine({ organisationId, counts, narrowed }: Props): ReactNode {
  const t = useText();
  const { held, elsewhere, voided } = counts;
  const { which } = narrowed;
  const addressOf = (one: Which | undefined): string => activitiesAddress(organisationId, { ...narrowed, which: one });
  const labels: Readonly<Record<Which, string>> = {
    held: t('study.which.held', { count: held }),
    elsewhere: t('study.which.elsewhere', { count: elsewhere }),
    voided: t('study.which.voided', { count: voided }),
  };
  // Where all that stand count here, one of the two is enough.
  const shown = whichOnes.filter((one) => (one === 'voided' ? voided > 0 : elsewhere > 0) || one === which);
  if (shown.length === 0 || (shown.length === 1 && shown[0] === 'held')) return null;
  return (
    <FilterLine
      name={t('study.activities')}
      items={[
        {
          key: 'stand',
          href: addressOf(undefined),
          label: t('study.which.stand', { count: held + elsewhere }),
          here: which === undefined,
        },
        ...shown.map((one) => ({
          key: one,
          href: addressOf(one),
          label: labels[one],
          here: one === which,
        })),
      ]}
    />
  );
}
