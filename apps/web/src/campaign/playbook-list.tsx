import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './campaign.css';
import type { LoadedPlaybook } from './queries.ts';

export function PlaybookList({ playbooks }: { readonly playbooks: readonly LoadedPlaybook[] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  return (
    <Sheet title={t('campaign.loaded')}>
      <ul className="m-playbooks">
        {playbooks.map(({ id, code, version, title, loadedAt, extends: above }) => (
          <li key={id}>
            <UserText>{titles.of(title)}</UserText>
            <span className="m-second">
              <Facts>
                {code}
                {t('campaign.version', { version })}
                {above !== null && t('campaign.extends', { code: above })}
                <span className="m-playbooks-day">{day(civilDate(loadedAt))}</span>
              </Facts>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
