import type { ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { UserText } from '../ui/text/user-text.tsx';
import { useCategories } from './member-queries.ts';

type Props = { readonly chosen: readonly string[]; readonly onChange: (codes: readonly string[]) => void };

/** The instance's categories; a retired one only where somebody has it. */
export function CategoryChecks({ chosen, onChange }: Props): ReactNode {
  const t = useText();
  const { all } = useCategories();
  const offered = all.filter(({ code, isRetired }) => !isRetired || chosen.includes(code));
  return (
    <fieldset className="roster-checks">
      <legend>{t('roster.categories')}</legend>
      {offered.map(({ code, title }) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
            }
          />
          <UserText>{title}</UserText>
        </label>
      ))}
    </fieldset>
  );
}
