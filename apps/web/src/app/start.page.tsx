import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LeadTo } from './go.tsx';
import { homeAddress, oversees } from './home.ts';
import { useMe } from './session.ts';

export const page = createLazyRoute('/')({ component: Start });

/** No page of its own: it leads to where this person's day begins; on a phone that is what is to be done. */
function Start(): ReactNode {
  const me = useMe();
  return <LeadTo href={onPhone() && !oversees(me) ? '/to-do' : homeAddress(me)} />;
}

const onPhone = (): boolean => window.matchMedia('(max-width: 639px)').matches;
