import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useComma } from '../app/i18n/use-comma.ts';
import { useTermText } from '../app/term-text.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { SettledList } from '../ui/sheet/settled-list.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { boardOf, inFours, numberOf, votingAddress } from './address.ts';
import { PollActs } from './poll-acts.tsx';
import { ended, type Poll, type Polls } from './queries.ts';
import { useAwaited } from './use-awaited.ts';
import { useRaters, useSpan } from './use-span.ts';

type Props = { readonly poll: Poll; readonly voting: Polls['voting'] };

/** One poll: what it waits for and from whom, what can be done now, and what anybody may know of it. */
export function PollSheet({ poll, voting }: Props): ReactNode {
  const t = useTermText();
  const term = useTerms();
  const titles = useTitles();
  const awaited = useAwaited();
  const sayRaters = useRaters();
  return (
    <OfCampaign id={poll.campaignId}>
      <Sheet
        title={t(`ballot.state.${poll.state}`)}
        caption={
          <Facts>
            {titles.stage(poll.stageCode, poll.campaignId)}
            {sayRaters(poll.raters)}
            {t(`ballot.mode.${poll.mode}`)}
          </Facts>
        }
      >
        <div className="ballot-now">
          <p>{awaited(poll)}</p>
          {poll.recused && <p>{t('refusal.recused-oneself', { termUnit: term('unit') })}</p>}
          <PollActs poll={poll} voting={voting} />
        </div>
        <PollFacts poll={poll} />
        <Holders poll={poll} />
        {voting !== null && <Published poll={poll} voting={voting} />}
      </Sheet>
    </OfCampaign>
  );
}

function PollFacts({ poll }: { readonly poll: Poll }): ReactNode {
  const t = useTermText();
  const comma = useComma();
  const span = useSpan();
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...(poll.units.length > 1
      ? [
          [
            t('ballot.together'),
            <UserText key="units">{poll.units.map(({ name }) => name).join(comma)}</UserText>,
          ] as const,
        ]
      : []),
    ...(poll.mode === 'meeting'
      ? [[t('ballot.meeting'), span(poll.issuing)] as const]
      : [[t('ballot.issuing'), span(poll.issuing)] as const, [t('ballot.casting'), span(poll.casting)] as const]),
    [t('ballot.eligible'), poll.eligible],
    [t('ballot.issued'), poll.issued],
    [t('ballot.cast'), poll.closed === null ? t('ballot.notYet') : poll.closed.cast],
    [t('ballot.slips'), poll.slips],
    [t('ballot.turnout'), `${poll.turnout.num} / ${poll.turnout.den}`],
    [t('ballot.number'), <code key="number">{inFours(numberOf(poll.hash))}</code>],
  ];
  return (
    <dl className="ballot-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Holders({ poll: { id, holders, state } }: { readonly poll: Poll }): ReactNode {
  const t = useTermText();
  const term = useTerms();
  const isOver = ended.has(state);
  return (
    <div className="ballot-part">
      <h3>{t('ballot.holders')}</h3>
      <SettledList
        items={holders.map(({ role, personId, name, hasBrought }) => ({
          key: personId,
          state: hasBrought ? 'met' : isOver ? null : 'wait',
          name: <UserText>{name}</UserText>,
          fact: (
            <Facts>
              {t(`ballot.role.${role}`, {
                team: term('team', 'start'),
                office: term('office', 'start'),
                representative: term('representative', 'start'),
              })}
              {hasBrought ? t('ballot.brought') : !isOver && t('ballot.notBrought')}
            </Facts>
          ),
        }))}
      />
      {!isOver && (
        <dl className="ballot-lines">
          <Line name={t('ballot.holdersPage')}>{`${window.location.origin}/polls/${id}/share`}</Line>
        </dl>
      )}
    </div>
  );
}

/** Where people vote while they can, and what anybody can read and recount. */
function Published({
  poll,
  voting,
}: {
  readonly poll: Poll;
  readonly voting: NonNullable<Polls['voting']>;
}): ReactNode {
  const t = useTermText();
  const board = boardOf(voting, poll);
  const votes = ['announced', 'drawing', 'drawn', 'casting'].includes(poll.state);
  const isPublished = poll.state === 'counted' || poll.endedFor === 'too-few-cast';
  return (
    <div className="ballot-part">
      <h3>{t(votes ? 'ballot.where' : 'ballot.board')}</h3>
      <dl className="ballot-lines">
        {votes && (
          <>
            <Line name={t('ballot.byAccount')}>{votingAddress(poll.hash)}</Line>
            {poll.slips > 0 && <Line name={t('ballot.kiosk')}>{votingAddress(poll.hash, '.kiosk')}</Line>}
          </>
        )}
        <Line name={t('ballot.manifest')} href={`${board}/manifest.json`}>
          {`${board}/manifest.json`}
        </Line>
        {isPublished && (
          <>
            <Line name={t('ballot.closeFile')} href={`${board}/close.json`}>
              {`${board}/close.json`}
            </Line>
            <Line name={t('ballot.recount')}>{`muster recount ${board}`}</Line>
          </>
        )}
      </dl>
    </div>
  );
}

function Line({ name, href, children }: { readonly name: string; readonly href?: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {href === undefined ? (
          <code>{children}</code>
        ) : (
          <a className="m-link" href={href}>
            {children}
          </a>
        )}
      </dd>
    </div>
  );
}
