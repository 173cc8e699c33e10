import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import type { ReadinessFigure } from './queries.ts';
import { useReadinessWords } from './words.ts';

type Measure = ReadinessFigure['measure'];

/** Where what is lacking is put right: the list of all of it, and the place of one. */
const places: Readonly<Record<Measure, { readonly list: string; readonly one: (id: string) => string }>> = {
  'organisation.unwell': { list: 'remedies', one: (id) => `/organisations/${id}` },
  'roster.transfers-open': { list: 'transfers', one: (id) => `/organisations/${id}` },
  'campaign.units-unplaced': { list: 'coverage', one: (id) => `/organisations/${id}` },
  'access.branches-without-secretary': { list: 'offices', one: (id) => `/organisations/${id}/offices` },
  'access.units-without-staff': { list: 'offices', one: (id) => `/organisations/${id}/offices` },
  'supervision.units-without-team': { list: 'teams', one: (id) => `/organisations/${id}` },
};

type Props = { readonly figure: ReadinessFigure; readonly organisationId: string; readonly isKept: boolean };

/** One count: what is lacking, that nothing may be, whose it is, and the first of them by name. */
export function FigureLine({ figure, organisationId, isKept }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { measure, lacking, first } = figure;
  const words = useReadinessWords();
  const said = useSaid(figure);
  const { list, one } = places[measure];
  return (
    <div className="m-readiness-figure">
      <Facts>
        {t(`campaign.ready.measure.${measure}`, words)}
        <span className={lacking > 0 ? 'm-gap' : undefined}>{said}</span>
        {lacking > 0 && !isKept && (
          <>
            {t('campaign.ready.whose', {
              who: measure === 'organisation.unwell' ? t('campaign.ready.responsible') : term('office'),
            })}
          </>
        )}
        {lacking > 0 && !isKept && (
          <Anchor className="m-link" href={`/organisations/${organisationId}/${list}`}>
            {t(`campaign.ready.act.${measure}`, words)}
          </Anchor>
        )}
      </Facts>
      {first.length > 0 && (
        <p className="m-second">
          <Facts>
            {first.map(({ id, name }) => (
              <Anchor key={id} className="m-link" href={one(id)}>
                <UserText>{name}</UserText>
              </Anchor>
            ))}
            {lacking > first.length && t('campaign.ready.more', { count: lacking - first.length })}
          </Facts>
        </p>
      )}
    </div>
  );
}

/** What is lacking now, of how much, and that nothing may be. */
function useSaid({ lacking, all }: ReadinessFigure): string {
  const t = useText();
  if (all === null) return t('campaign.ready.nowAlone', { lacking });
  return all === 0 ? t('campaign.ready.nobody') : t('campaign.ready.now', { lacking, all });
}
