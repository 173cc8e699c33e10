import { createLazyRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { LeadTo } from './go.tsx';
import { homeAddress } from './home.ts';
import { useMe } from './session.ts';

export const page = createLazyRoute('/')({ component: Start });

/** No page of its own: it leads to where this person's day begins. */
function Start(): ReactNode {
  return <LeadTo href={homeAddress(useMe())} />;
}
