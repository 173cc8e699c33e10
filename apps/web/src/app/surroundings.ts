import { useSyncExternalStore } from 'react';

// What the device asks of us. A `data-theme` on the document, set by the person's own choice, wins over the device.

/** Dark pages, by choice or by the device. */
export function useDark(): boolean {
  const byDevice = useMatch('(prefers-color-scheme: dark)');
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? byDevice : chosen === 'dark';
}

/** No motion: the device says so, or the address does (`?motion=off`, for pictures and tests). */
export function useStill(): boolean {
  const byDevice = useMatch('(prefers-reduced-motion: reduce)');
  return byDevice || document.documentElement.dataset['motion'] === 'off';
}

/** A phone, upright: one column, and what is long is folded. */
export function useNarrow(): boolean {
  return useMatch('(max-width: 639px)');
}

/** Once, before the first paint: what the address asks for. */
export function settleSurroundings(search: string): void {
  const asked = new URLSearchParams(search);
  const theme = asked.get('theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset['theme'] = theme;
  if (asked.get('motion') === 'off') document.documentElement.dataset['motion'] = 'off';
}

function useMatch(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
