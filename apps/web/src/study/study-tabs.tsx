import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import './study-tabs.css';

type Props = { readonly organisationId: string; readonly here: 'activities' | 'readings' };

/** What there is about study at a node. */
export function StudyTabs({ organisationId, here }: Props): ReactNode {
  const t = useText();
  const at = `/organisations/${organisationId}`;
  const tabs = [
    { key: 'activities', href: `${at}/activities`, label: t('study.activities') },
    { key: 'readings', href: `${at}/readings`, label: t('study.reading.title') },
  ];
  return (
    <div className="study-tabs">
      <FilterLine name={t('study.activities')} items={tabs.map((tab) => ({ ...tab, here: tab.key === here }))} />
    </div>
  );
}
