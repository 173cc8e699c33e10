import { levels, mobilisedStates, type MobilisedState } from '@muster/core/study';
import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { useGo } from '../../app/go.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Picker } from '../../ui/form/picker.tsx';
import { FilterLine } from '../../ui/frame/filter-line.tsx';
import { wishOf, type Wish } from './mobilisation-wish.ts';
import type { Mobilisation } from './queries.ts';
import { useStateWords } from './use-state-words.ts';
import './mobilisation.css';

type Props = { readonly organisationId: string; readonly wish: Wish; readonly found: Mobilisation };

function addressOf({ organisationId, wish, found }: Props, more: Partial<Wish>): string {
  const asked = wishOf({ ...wish, kind: found.kind ?? undefined, stage: found.stage ?? undefined, ...more });
  return `/organisations/${organisationId}/mobilisation?${new URLSearchParams(asked).toString()}`;
}

/** Which meeting, and of whom: three choices beside one another. */
export function Choices(props: Props): ReactNode {
  const { wish, found } = props;
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const go = useGo();
  // A unit and a branch have no place beneath them, and the tree of the party has none at all.
  const shown = levels.filter((level) => level !== 'place' || level === wish.level || hasPlaces(found));
  return (
    <div className="mobilisation-choices">
      {found.stages.length > 1 && (
        <Picker
          label={t('study.mobilisation.stage')}
          value={found.stage ?? ''}
          options={found.stages.map((stage) => [stage, titles.stage(stage)])}
          onChange={(stage) => go(addressOf(props, { stage }))}
        />
      )}
      {found.kinds.length > 1 && (
        <Picker
          label={t('study.mobilisation.kind')}
          value={found.kind ?? ''}
          options={found.kinds.map((kind) => [kind, titles.kind(kind)])}
          onChange={(kind) => go(addressOf(props, { kind }))}
        />
      )}
      <Picker
        label={t('study.mobilisation.level')}
        value={wish.level}
        options={shown.map((level) => [
          level,
          level === 'place' ? t('study.mobilisation.places') : term(level, 'start-many'),
        ])}
        onChange={(chosen) => go(addressOf(props, { level: levels.find((level) => level === chosen) ?? wish.level }))}
      />
    </div>
  );
}

const hasPlaces = ({ counts }: Mobilisation): boolean => counts.some(({ level }) => level === 'place');

/** Each state with as many as its list is long. */
export function States(props: Props): ReactNode {
  const { wish, found } = props;
  const t = useText();
  const words = useStateWords();
  const count = (state: MobilisedState): number =>
    found.counts.find((each) => each.kind === found.kind && each.level === wish.level && each.state === state)?.count ??
    0;
  return (
    <FilterLine
      name={t('study.mobilisation.state')}
      items={mobilisedStates.map((state) => ({
        key: state,
        href: addressOf(props, { state }),
        label: (
          <span>
            {words[state]} <Figure value={count(state)} />
          </span>
        ),
        here: state === wish.state,
      }))}
    />
  );
}
