import type { Kind } from '@muster/core/organisation';
import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { percentText } from '../../app/format/numbers.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useTermText } from '../../app/term-text.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useKindName } from '../kind-name.ts';
import type { ChangeAct, Held } from './obstacles.ts';
import type { Effects } from './queries.ts';
import { useStagesMet } from './stages-met.ts';

type Props = {
  readonly act: ChangeAct;
  readonly organisation: { readonly kind: Kind };
  readonly effects: Effects;
  /** What it would go into by a merger. */
  readonly into: Held | null;
  readonly obstacles: readonly string[];
};

/** What an act will change, and what stands in its way, said before it is done; figures of nought are left out. */
export function EffectsList({ act, organisation: { kind }, effects, into, obstacles }: Props): ReactNode {
  const t = useText();
  const lines = useEffectLines(act, kind, effects);
  const met = useStagesMet(effects, into);
  return (
    <div className="org-effects">
      {obstacles.map((obstacle) => (
        <p key={obstacle} className="m-gap">
          {obstacle}
        </p>
      ))}
      {act !== 'move' && effects.firstOrder !== null && (
        <p>
          <Anchor className="m-link" href={`/orders/${effects.firstOrder.id}`}>
            {t('organisation.change.toOrder')}
          </Anchor>
        </p>
      )}
      {act !== 'move' && effects.children.length + effects.hostedBranches.length > 0 && <Hanging effects={effects} />}
      <p>{t('organisation.change.effects')}</p>
      <ul>
        {[...met, ...lines].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Hanging({ effects: { children, childrenInAll, hostedBranches } }: { readonly effects: Effects }): ReactNode {
  return (
    <p className="m-caption">
      {[...children, ...hostedBranches].map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && '、'}
          <UserText>{name}</UserText>
        </span>
      ))}
      {childrenInAll > children.length && '…'}
    </p>
  );
}

function useEffectLines(act: ChangeAct, kind: Kind, effects: Effects): readonly string[] {
  const t = useTermText();
  const term = useTerms();
  const along = useAlong(act, kind, effects);
  const { takingPart, activities, offices, teams, failedVote } = effects;
  const failed =
    failedVote !== null &&
    t(`organisation.change.effect.failedVote.${failedVote.of}`, {
      share: percentText(failedVote.num, failedVote.den),
      count: failedVote.num,
      all: failedVote.den,
    });
  const words = { campaign: term('campaign'), unit: term('unit', takingPart === 1 ? 'one' : 'many') };
  const taking =
    takingPart > 0 &&
    (act === 'move' || kind === 'unit') &&
    t(act === 'move' ? 'organisation.change.effect.takingPart' : 'organisation.change.effect.participationEnds', {
      ...words,
      count: takingPart,
    });
  const lines: readonly (string | false)[] =
    act === 'move'
      ? [along, taking, activities > 0 && t('organisation.change.effect.recordsAlong', { count: activities })]
      : [
          act === 'merge' && along,
          act === 'merge' && activities > 0 && t('organisation.change.effect.meetingsStay', { count: activities }),
          taking,
          act === 'close' && failed,
          offices > 0 && t('organisation.change.effect.officesEnd', { count: offices }),
          teams > 0 &&
            t('organisation.change.effect.teamsEnd', {
              team: term('team', teams === 1 ? 'one' : 'many'),
              count: teams,
            }),
        ];
  const last = t(`organisation.change.effect.${act}`);
  return [...lines.filter((line) => line !== false), last];
}

/** Units, branches and members that go along; what merges is itself no more. */
function useAlong(act: ChangeAct, kind: Kind, { units, branches, members }: Effects): string | false {
  const t = useText();
  const term = useTerms();
  const kindName = useKindName();
  const itself = act === 'merge' ? kind : null;
  const counted = [
    {
      count: units - (itself === 'unit' ? 1 : 0),
      word: (form: 'one' | 'many') => kindName('unit', form),
      isPeople: false,
    },
    {
      count: branches - (itself === 'branch' ? 1 : 0),
      word: (form: 'one' | 'many') => kindName('branch', form),
      isPeople: false,
    },
    { count: members, word: (form: 'one' | 'many') => term('member', form), isPeople: true },
  ].filter(({ count }) => count > 0);
  if (counted.length === 0) return false;
  const what = counted
    .map(({ count, word, isPeople }) =>
      t(isPeople ? 'organisation.change.countedPeople' : 'organisation.change.counted', {
        count,
        word: word(count === 1 ? 'one' : 'many'),
      }),
    )
    .join(t('organisation.change.comma'));
  return t('organisation.change.effect.along', { what });
}
