import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { FilterLine } from '../ui/frame/filter-line.tsx';
import './study-tabs.css';

type Props = {
  readonly organisationId: string;
  readonly here: 'activities' | 'readings' | 'mobilisation' | 'quiet' | 'unspoken' | 'unread';
};

/** What there is about study at a node. */
export function StudyTabs({ organisationId, here }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const at = `/organisations/${organisationId}`;
  const tabs = [
    { key: 'activities', href: `${at}/activities`, label: t('study.activities') },
    { key: 'mobilisation', href: `${at}/mobilisation`, label: t('study.mobilisation.title') },
    {
      key: 'quiet',
      href: `${at}/quiet-branches`,
      label: t('study.quiet.title', { branches: term('branch', 'many') }),
    },
    { key: 'unspoken', href: `${at}/unspoken`, label: t('study.unspoken.title') },
    { key: 'unread', href: `${at}/unread`, label: t('study.unread.title') },
    { key: 'readings', href: `${at}/readings`, label: t('study.reading.title') },
  ];
  return (
    <div className="study-tabs">
      <FilterLine name={t('study.activities')} items={tabs.map((tab) => ({ ...tab, here: tab.key === here }))} />
    </div>
  );
}
