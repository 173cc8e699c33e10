import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Leads on from a page after its work is done, by address, as `Anchor` does. */
export function useGo(): (href: string, options?: { readonly replace: boolean }) => void {
  const { history } = useRouter();
  return (href, { replace } = { replace: false }) => (replace ? history.replace(href) : history.push(href));
}

/** A page that only leads elsewhere and leaves no trace in the way back. */
export function LeadTo({ href }: { readonly href: string }): null {
  const { history } = useRouter();
  useEffect(() => history.replace(href), [history, href]);
  return null;
}
