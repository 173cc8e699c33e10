import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import type { Activities, Which } from './queries.ts';

export const whichOnes = ['held', 'elsewhere', 'voided'] as const satisfies readonly Which[];

type Props = {
  readonly organisationId: string;
  readonly counts: Activities['counts'];
  readonly which: Which | undefined;
};

/** Which activities to list, where they are not all of one kind. */
export function WhichLine({ organisationId, counts, which }: Props): ReactNode {
  const t = useText();
  const { held, elsewhere, voided } = counts;
  const at = `/organisations/${organisationId}/activities`;
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
          href: at,
          label: t('study.which.stand', { count: held + elsewhere }),
          here: which === undefined,
        },
        ...shown.map((one) => ({
          key: one,
          href: `${at}?which=${one}`,
          label: labels[one],
          here: one === which,
        })),
      ]}
    />
  );
}
