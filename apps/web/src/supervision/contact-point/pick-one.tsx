import type { ReactNode } from 'react';
import { FoundAbout } from '../../app/find/found-about.tsx';
import { useSearch, type FindWish } from '../../app/find/use-search.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Input } from '../../ui/form/input.tsx';
import { UserText } from '../../ui/text/user-text.tsx';

/** Who or what was chosen; until then only what was typed. */
export type Picked = { readonly name: string; readonly id: string | null };
export const nothingPicked: Picked = { name: '', id: null };

const offeredAtMost = 6;

type Props = {
  readonly label: ReactNode;
  readonly wish: FindWish;
  readonly value: Picked;
  readonly onChange: (value: Picked) => void;
  readonly error?: string | undefined;
};

/** A part of the name, or its pinyin, finds somebody or a place; one of what is offered is taken. */
export function PickOne({ label, wish, value, onChange, error }: Props): ReactNode {
  const t = useText();
  const typed = value.name.trim();
  const isOpen = typed !== '' && value.id === null;
  const { data } = useSearch(isOpen ? typed : '', wish);
  const fitting = isOpen ? (data?.found ?? []).slice(0, offeredAtMost) : [];
  const hint =
    value.id !== null
      ? t('supervision.leaders.picked')
      : isOpen && data !== undefined && fitting.length === 0
        ? t('supervision.nobodyFound')
        : t('supervision.leaders.pickHint');
  return (
    <>
      <Field label={label} hint={hint} error={error}>
        {(wires) => (
          <Input
            {...wires}
            autoComplete="off"
            lang="zh-Hans"
            value={value.name}
            onChange={(event) => onChange({ name: event.target.value, id: null })}
          />
        )}
      </Field>
      {fitting.length > 0 && (
        <ul className="m-fitting">
          {fitting.map((found) => (
            <li key={found.id}>
              <span>
                <UserText>{found.name}</UserText>
                <span className="m-second">
                  <FoundAbout found={found} />
                </span>
              </span>
              <Button small onClick={() => onChange({ name: found.name, id: found.id })}>
                {t('supervision.leaders.pickThis')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
