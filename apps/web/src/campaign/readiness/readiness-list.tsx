import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { StateWord } from '../../ui/sign/state-word.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { FigureLine } from './figure-line.tsx';
import type { ReadinessItem } from './queries.ts';
import './readiness.css';
import { SayReady } from './say-ready.tsx';
import { TakenBack, Word } from './word.tsx';

type Props = {
  readonly items: readonly ReadinessItem[];
  readonly organisationId: string;
  /** The planned batch of which something can be said; null where there is none, or it is opened. */
  readonly sayOf: string | null;
  /** As it was kept, not as it is now. */
  readonly isKept?: boolean;
};

/** Each thing that has to be ready: how it stands, what is needed, whose it is, and where it is done. */
export function ReadinessList({ items, organisationId, sayOf, isKept = false }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  return (
    <ul className="m-readiness">
      {items.map((item) => (
        <li key={item.code}>
          <div className="m-readiness-head">
            <b>
              <UserText>{titles.of(item.title)}</UserText>
            </b>
            <Facts>
              {item.isHard && t('campaign.hard')}
              <HowReady item={item} />
            </Facts>
          </div>
          {item.figures.map((figure) => (
            <FigureLine key={figure.measure} figure={figure} organisationId={organisationId} isKept={isKept} />
          ))}
          {item.figures.length === 0 && item.word !== null && <Word word={item.word} canTakeBack={sayOf !== null} />}
          {item.figures.length === 0 && item.word === null && !isKept && (
            <Unsaid item={item} organisationId={organisationId} sayOf={sayOf} />
          )}
          <TakenBack words={item.takenBack} />
        </li>
      ))}
    </ul>
  );
}

/** Where there is nothing to count, nothing was got ready either: the line beneath says so. */
function HowReady({ item: { isMet, figures } }: { readonly item: ReadinessItem }): ReactNode {
  const t = useText();
  if (figures.length > 0 && figures.every(({ all }) => all === 0)) return null;
  return (
    <StateWord state={isMet ? 'met' : 'gap'} small>
      {t(isMet ? 'campaign.ready.met' : 'campaign.ready.gap')}
    </StateWord>
  );
}

/** It can be said of a batch that is planned; before, there is nothing to say it of. */
function Unsaid({
  item,
  organisationId,
  sayOf,
}: Pick<Props, 'organisationId' | 'sayOf'> & { readonly item: ReadinessItem }): ReactNode {
  const t = useText();
  if (sayOf !== null) return <SayReady batchId={sayOf} item={item} />;
  return (
    <p className="m-second">
      {t('campaign.ready.planFirst')}{' '}
      <Anchor className="m-link" href={`/organisations/${organisationId}/batches`}>
        {t('campaign.plan.new')}
      </Anchor>
    </p>
  );
}
