import { useRouterState } from '@tanstack/react-router';

/** One parameter of the present address; empty when it is not there. */
export function useSearchParam(name: string): string {
  return useRouterState({
    select: ({ location }) => {
      const value = (location.search as Record<string, unknown>)[name];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    },
  });
}

/** An address of ours out of a parameter, so that no link leads elsewhere through us. */
export function ownAddress(text: string, otherwise: string): string {
  return /^\/(?![/\\])/u.test(text) ? text : otherwise;
}
