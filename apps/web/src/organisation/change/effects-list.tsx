import type { ReactNode } from 'react';
import { useTerms } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { UserText } from '../../ui/text/user-text.tsx';
import type { Effects } from './queries.ts';

export type ChangeAct = 'move' | 'merge' | 'close';

/** What an act will change, said before it is done; figures of nought are left out. */
export function EffectsList({ act, effects }: { readonly act: ChangeAct; readonly effects: Effects }): ReactNode {
  const t = useText();
  const lines = useEffectLines(act, effects);
  return (
    <div className="org-effects">
      <p>{t('organisation.change.effects')}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {act !== 'move' && effects.children.length > 0 && (
        <p className="m-caption">
          {effects.children.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && '、'}
              <UserText>{name}</UserText>
            </span>
          ))}
          {effects.childrenInAll > effects.children.length && '…'}
        </p>
      )}
    </div>
  );
}

function useEffectLines(act: ChangeAct, effects: Effects): readonly string[] {
  const t = useText();
  const term = useTerms();
  const words = {
    unit: term('unit', effects.units === 1 ? 'one' : 'many'),
    branch: term('branch', effects.branches === 1 ? 'one' : 'many'),
    member: term('member', effects.members === 1 ? 'one' : 'many'),
    campaign: term('campaign'),
    team: term('team', effects.teams === 1 ? 'one' : 'many'),
  };
  const { units, branches, members, takingPart, activities, offices, teams } = effects;
  const along =
    units + branches + members > 0 && t('organisation.change.effect.along', { ...words, units, branches, members });
  const taking =
    takingPart > 0 &&
    t(act === 'move' ? 'organisation.change.effect.takingPart' : 'organisation.change.effect.participationEnds', {
      ...words,
      unit: term('unit', takingPart === 1 ? 'one' : 'many'),
      count: takingPart,
    });
  const lines: readonly (string | false)[] =
    act === 'move'
      ? [along, taking, activities > 0 && t('organisation.change.effect.recordsAlong', { count: activities })]
      : [
          act === 'merge' && along,
          act === 'merge' && activities > 0 && t('organisation.change.effect.meetingsStay', { count: activities }),
          taking,
          offices > 0 && t('organisation.change.effect.officesEnd', { count: offices }),
          teams > 0 && t('organisation.change.effect.teamsEnd', { ...words, count: teams }),
        ];
  const last = t(`organisation.change.effect.${act}`);
  return [...lines.filter((line) => line !== false), last];
}
