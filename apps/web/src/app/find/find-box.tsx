import { useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { Icon } from '../../ui/sign/icon.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useRefusal } from '../refusal.ts';
import './find-box.css';
import { FoundAbout } from './found-about.tsx';
import { useSearch, type Finds, type FindWish, type Found } from './use-search.ts';

type Props = {
  /** Said aloud; the placeholder shows what may be typed. */
  readonly name: string;
  readonly placeholder: string;
  readonly wish?: FindWish;
  /** Not offered. */
  readonly except?: string;
  readonly onChoose: (found: Found) => void;
  /** Escape pressed with nothing typed. */
  readonly onLeave?: () => void;
  readonly input?: Ref<HTMLInputElement>;
  readonly align?: 'start' | 'end';
};

/** A box to find organisations and people with: arrows walk over what was found, Enter chooses, Escape forgets. */
export function FindBox({
  name,
  placeholder,
  wish,
  except,
  onChoose,
  onLeave,
  input,
  align = 'end',
}: Props): ReactNode {
  const t = useText();
  const list = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useSearch(typed, wish);
  const found = (typed.trim() === '' ? [] : (data?.found ?? [])).filter(({ id }) => id !== except);
  const shown = isOpen && typed.trim() !== '' && (data !== undefined || error !== null);
  const chosen = found[Math.min(at, found.length - 1)];
  const optionId = (id: string): string => `${list}${id}`;
  const choose = (one: Found): void => {
    setTyped('');
    setOpen(false);
    onChoose(one);
  };
  const walk = (by: number): void => {
    const next = found.length === 0 ? 0 : (Math.min(at, found.length - 1) + by + found.length) % found.length;
    setAt(next);
    const id = found[next]?.id;
    if (id !== undefined) document.querySelector(`#${CSS.escape(optionId(id))}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While characters are being composed the keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      walk(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (shown && chosen !== undefined) choose(chosen);
    } else if (event.key === 'Escape') {
      if (typed === '') onLeave?.();
      setTyped('');
    }
  };
  return (
    <div className="m-finder" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <label className="m-find">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-label={name}
          aria-expanded={shown}
          aria-controls={list}
          aria-autocomplete="list"
          {...(shown && chosen !== undefined && { 'aria-activedescendant': optionId(chosen.id) })}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={typed}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      {shown && (
        <FoundList
          id={list}
          name={name}
          align={align}
          found={found}
          more={data?.more ?? false}
          error={error}
          chosen={chosen}
          optionId={optionId}
          onChoose={choose}
          t={t}
        />
      )}
    </div>
  );
}

type ListProps = {
  readonly id: string;
  readonly name: string;
  readonly align: 'start' | 'end';
  readonly found: Finds['found'];
  readonly more: boolean;
  readonly error: Error | null;
  readonly chosen: Found | undefined;
  readonly optionId: (id: string) => string;
  readonly onChoose: (found: Found) => void;
  readonly t: ReturnType<typeof useText>;
};

function FoundList({ id, name, align, found, more, error, chosen, optionId, onChoose, t }: ListProps): ReactNode {
  const sayRefusal = useRefusal();
  return (
    <div className={`m-found${align === 'start' ? ' m-found-start' : ''}`}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the browser's own list knows no second line */}
      <div id={id} role="listbox" aria-label={name}>
        {found.map((one) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the box above takes the keys and the focus
          <div
            key={one.id}
            id={optionId(one.id)}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the list is
            role="option"
            aria-selected={one === chosen}
            // The box keeps the focus, so that it does not close before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
          >
            <UserText>{one.name}</UserText>
            <span className="m-found-about">
              <FoundAbout found={one} />
            </span>
          </div>
        ))}
      </div>
      <output className="m-found-note" hidden={error === null && found.length > 0 && !more}>
        {error !== null ? sayRefusal(error) : found.length === 0 ? t('app.find.nothing') : t('app.find.more')}
      </output>
    </div>
  );
}
