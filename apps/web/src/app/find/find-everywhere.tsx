import { useEffect, useRef, type ReactNode } from 'react';
import type { SearchProps } from '../../ui/frame/top-bar.tsx';
import { useTerms } from '../campaign.ts';
import { useGo } from '../go.tsx';
import { useText } from '../i18n/use-text.ts';
import { FindBox } from './find-box.tsx';
import { foundAddress } from './found-address.ts';

/** Everything that one may see, from any page; the key `/` leads here. */
export function FindEverywhere({ onCalled, onDone }: SearchProps): ReactNode {
  const t = useText();
  const term = useTerms();
  const words = { units: term('unit', 'many') };
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      onCalled();
      requestAnimationFrame(() => input.current?.focus());
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onCalled]);
  return (
    <FindBox
      name={t('app.find.everywhere', words)}
      placeholder={t('app.find.everywhereHint', words)}
      input={input}
      onLeave={() => {
        input.current?.blur();
        onDone();
      }}
      onChoose={(found) => {
        input.current?.blur();
        onDone();
        go(foundAddress(found));
      }}
    />
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select') !== null)
  );
}
