import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LeadTo } from './go.tsx';
import { homeAddress, oversees } from './home.ts';
import { useMe } from './session.ts';

export const page = createLazyRoute('/')({ component: Start });

/**
 * No page of its own: it leads to where this person's day begins; on a phone that is what is to be done, and for who holds no office the
 * own hours and the next meeting.
 */
function Start(): ReactNode {
  const me = useMe();
  const home = homeAddress(me);
  const acts = !oversees(me) && !home.startsWith('/people/');
  return <LeadTo href={onPhone() && acts ? '/to-do' : home} />;
}

const onPhone = (): boolean => window.matchMedia('(max-width: 639px)').matches;
