import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useComma } from '../app/i18n/use-comma.ts';
import { useText } from '../app/i18n/use-text.ts';
import { OfCampaign } from '../app/of-campaign.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { boardOf, inFours, numberOf, votingAddress } from './address.ts';
import { useOwnPolls, type OwnPoll, type OwnPolls as Answer } from './queries.ts';
import { useRaters, useSpan } from './use-span.ts';
import './ballot.css';

/** The electronic polls that ask something of whoever looks: to draw, to cast, to bring a share; nothing for who is asked nothing. */
export function OwnPolls(): ReactNode {
  const { data } = useOwnPolls();
  return data?.polls.map((poll) => (
    <OfCampaign key={poll.id} id={poll.campaignId}>
      <OwnPollSheet poll={poll} voting={data.voting} />
    </OfCampaign>
  ));
}

function OwnPollSheet({ poll, voting }: { readonly poll: OwnPoll; readonly voting: Answer['voting'] }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const sayRaters = useRaters();
  const comma = useComma();
  const sentence = useOwnSentence(poll);
  const { units, stageCode, campaignId, raters, hash, way, share, state } = poll;
  const votes = way === 'login' && votable.has(state);
  const bring = share !== null && !share.hasEnded && !share.hasBrought;
  return (
    <Sheet
      title={t(way === null ? 'ballot.own.holderTitle' : 'ballot.own.title')}
      caption={
        <Facts>
          <UserText>{units.map(({ name }) => name).join(comma)}</UserText>
          {titles.stage(stageCode, campaignId)}
          {sayRaters(raters)}
        </Facts>
      }
    >
      <div className="ballot-now">
        {way !== null && <p>{sentence}</p>}
        {share !== null && <p>{t(shareSentence(share))}</p>}
        <div className="ballot-acts">
          {votes && (
            <ButtonLink primary={state === 'drawing' || state === 'casting'} href={votingAddress(hash)}>
              {t('ballot.own.vote')}
            </ButtonLink>
          )}
          {bring && (
            <ButtonLink primary={share.isClosed} href={`/polls/${poll.id}/share`}>
              {t(share.isClosed ? 'ballot.bringShare' : 'ballot.ownShare')}
            </ButtonLink>
          )}
          {state === 'counted' && voting !== null && (
            <ButtonLink href={`${boardOf(voting, poll)}/close.json`}>{t('ballot.own.published')}</ButtonLink>
          )}
        </div>
        <p className="m-caption">{t('ballot.shareOf', { number: inFours(numberOf(hash)) })}</p>
      </div>
    </Sheet>
  );
}

const votable: ReadonlySet<OwnPoll['state']> = new Set(['announced', 'drawing', 'drawn', 'casting']);

function shareSentence({ hasBrought, isClosed, hasEnded }: NonNullable<OwnPoll['share']>) {
  if (hasBrought || hasEnded) return hasBrought ? 'ballot.shareBrought' : 'ballot.shareEnded';
  return isClosed ? 'ballot.shareNow' : 'ballot.own.shareLater';
}

/** What a voter does now, or waits for; of whether one has drawn nothing is known here. */
function useOwnSentence({ state, mode, way, issuing, casting }: OwnPoll): string {
  const t = useText();
  const span = useSpan();
  const { moment } = useFormat();
  switch (state) {
    case 'announced':
    case 'drawing': {
      const by = way === 'slip' ? 'Slip' : 'Login';
      const draw = t(`ballot.own.${state}${by}`, { span: span(issuing), until: moment(issuing.until) });
      const cast =
        mode === 'meeting' ? t('ballot.own.castInMeeting') : t('ballot.own.castLater', { span: span(casting) });
      return t('ballot.own.twoSteps', { draw, cast });
    }
    default:
      return t(`ballot.own.${state}`, { from: moment(casting.from), until: moment(casting.until) });
  }
}
