import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string };

/** A real link whose plain click stays inside the desk; `ui` thus needs no knowledge of routes. */
export function Anchor({ href, onClick, ...rest }: Props): ReactNode {
  const router = useRouter({ warn: false }) as ReturnType<typeof useRouter> | undefined;
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (
      router === undefined ||
      !plain ||
      event.defaultPrevented ||
      !href.startsWith('/') ||
      rest.download !== undefined
    )
      return;
    event.preventDefault();
    router.history.push(href);
  };
  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- its content comes with the rest
  return <a href={href} onClick={follow} {...rest} />;
}
