import { Fragment, type ReactNode } from 'react';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { countText } from '../../app/format/numbers.ts';
import { UserText } from '../../ui/text/user-text.tsx';
import type { PartName } from './claim-words.ts';
import type { Breakdown } from './queries.ts';

type Props = { readonly breakdown: Breakdown; readonly partName: PartName };

/** Which parts a difference may come from; never that it does. */
export function Suspicion({ breakdown, partName }: Props): ReactNode {
  const t = useText();
  const { difference, explanation, sum } = breakdown;
  if (difference === null || explanation === null) return null;
  const amount = countText(Math.abs(difference));
  const [only] = explanation.sets;
  const of = sum === null ? 'counted' : 'parts';
  return (
    <div className="claims-suspicion">
      <p>
        <Say
          k={`organisation.claims.${difference > 0 ? 'less' : 'more'}.${of}`}
          values={{ amount: <b className="m-gap">{amount}</b> }}
        />
        {explanation.found === 1 && only !== undefined && (
          <Say
            k="organisation.claims.exactly"
            values={{ parts: <PartSum set={only} breakdown={breakdown} partName={partName} /> }}
          />
        )}
      </p>
      {explanation.outcome === 'unexplained' && <p>{t('organisation.claims.unexplained', { amount })}</p>}
      {explanation.outcome === 'too-many-parts' && <p>{t('organisation.claims.tooMany')}</p>}
      {explanation.outcome === 'explained' && (
        <p>
          {t(explanation.found === 1 ? 'organisation.claims.onlySet' : 'organisation.claims.severalSets', {
            amount,
            count: explanation.found,
            size: only?.length ?? 0,
            more: explanation.isMore ? t('organisation.claims.orMore') : '',
          })}
          {t(difference > 0 ? 'organisation.claims.perhapsLeftOut' : 'organisation.claims.perhapsTwice')}
        </p>
      )}
      {explanation.found > 1 && (
        <ul>
          {explanation.sets.map((set) => (
            <li key={set.join(' ')}>
              <PartSum set={set} breakdown={breakdown} partName={partName} />
            </li>
          ))}
          {explanation.found > explanation.sets.length && (
            <li>{t('organisation.claims.notListed', { count: explanation.found - explanation.sets.length })}</li>
          )}
        </ul>
      )}
    </div>
  );
}

/** `街道 2 + 社区 100` */
function PartSum({ set, breakdown, partName }: Props & { readonly set: readonly (string | null)[] }): ReactNode {
  const amounts = new Map(breakdown.lines.map((line) => [line.part, line.stated?.stated ?? line.counted]));
  return set.map((part, place) => (
    <Fragment key={part}>
      {place > 0 && ' + '}
      <span className="m-keep">
        <UserText>{partName(breakdown.by, part)}</UserText> {countText(amounts.get(part) ?? 0)}
      </span>
    </Fragment>
  ));
}
