import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { TopBar } from '../ui/frame/top-bar.tsx';
import { BuildingLine, DemoLine, InsecureLine } from '../ui/sheet/banner.tsx';
import { CampaignChoice, ClosedLine } from './campaign-choice.tsx';
import { useCampaign } from './campaign.ts';
import { FindEverywhere } from './find/find-everywhere.tsx';
import { useNav, type NavPlace } from './desk-nav.tsx';
import { onThisMachine, useInstance } from './instance.ts';
import { useLogOut, useMe } from './session.ts';
import { useUnread } from './unread.ts';
import { WhoIsHere } from './who-is-here.tsx';

/** The top of every page: `here` marks the place in the menu that the page belongs to. */
export function DeskBar({ here }: { readonly here?: NavPlace | undefined }): ReactNode {
  const me = useMe();
  const nav = useNav(me);
  const logOut = useLogOut();
  const campaign = useCampaign();
  const unread = useUnread();
  const from = useRouterState({ select: (state) => state.location.href });
  return (
    <>
      <InstanceLines />
      <TopBar
        nav={nav.map(({ place, href, label }) => ({ href, label, here: place === here }))}
        campaign={campaign !== undefined && <CampaignChoice />}
        who={<WhoIsHere />}
        {...(me.grants.some(({ verb }) => verb === 'read') && { search: FindEverywhere })}
        notices={{ href: '/notices', unread }}
        complaintHref={`/burden?from=${encodeURIComponent(from)}`}
        onSignOut={logOut}
      />
      <ClosedLine />
    </>
  );
}

/** What anyone must know before a word of it is believed, or typed. */
export function InstanceLines(): ReactNode {
  const { data: instance } = useInstance();
  if (instance === undefined) return null;
  return (
    <>
      {instance.kind === 'demo' && <DemoLine />}
      {instance.building !== null && <BuildingLine {...instance.building} />}
      {!instance.secure && !onThisMachine(location.hostname) && <InsecureLine />}
    </>
  );
}
