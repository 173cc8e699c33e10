import type { ReactNode } from 'react';

/**
 * Everything that a person typed, or a playbook says, passes through here: it keeps its own language in an
 * English page, for fonts and for readers aloud, and the translation check leaves it alone.
 */
export function UserText({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <span lang="zh-Hans" data-user="">
      {children}
    </span>
  );
}
