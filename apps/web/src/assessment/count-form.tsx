import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { useDraft } from '../app/draft.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults } from '../app/refusal.ts';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { SavedAt } from '../ui/form/saved-at.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { GroupCount } from './group-count.tsx';
import { emptyCells, fewValid, groupsOf, nothingTyped, papersOf, sumOf, type Typed } from './paper-count.ts';
import { useEnterCount, type Assessment } from './queries.ts';
import { FewWarning } from './too-few.tsx';

/** A teller's own count. Members and representatives apart; all answers alike in size and ink. */
export function CountForm({ assessment }: { readonly assessment: Assessment }): ReactNode {
  const t = useText();
  const term = useTerms();
  const me = useMe();
  const { id, round, state, electorate, fewestPapers } = assessment;
  const counting = state === 'differing' ? round + 1 : round;
  const { value, savedAt, change, discard } = useDraft<Typed>(`${me.person.id}.count.${id}.${counting}`, nothingTyped);
  const { mutate, isPending, error } = useEnterCount(id, discard);
  const faults = useFormFaults(error, ['member', 'representative']);
  const papers = papersOf(value, electorate);
  const groups = groupsOf(electorate);
  const few = fewValid(value, electorate, fewestPapers);
  const send = t('assessment.enter');
  return (
    <Sheet
      title={t('assessment.myCount')}
      caption={counting > 1 ? t('assessment.recountAbout', { round: counting }) : t('assessment.countAbout')}
      right={savedAt !== null && <SavedAt at={savedAt} />}
      padded
    >
      <div className="assessment-groups">
        {groups.map((voters) => (
          <GroupCount
            key={voters}
            name={term(voters, 'start-many')}
            eligible={electorate[voters]}
            typed={value[voters]}
            sum={sumOf(value, voters, electorate)}
            fault={faults.at(voters)}
            onType={(answer, count) => change({ [voters]: { ...value[voters], [answer]: count } })}
          />
        ))}
      </div>
      {few !== null && <FewWarning valid={few} least={fewestPapers} />}
      <FormFault>{faults.rest}</FormFault>
      {papers === null ? (
        <Button reason={<WhyNot typed={value} electorate={electorate} />}>{send}</Button>
      ) : (
        <ConfirmButton primary busy={isPending} effect={t('assessment.enterEffect')} onConfirm={() => mutate(papers)}>
          {send}
        </ConfirmButton>
      )}
    </Sheet>
  );
}

function WhyNot({
  typed,
  electorate,
}: {
  readonly typed: Typed;
  readonly electorate: Assessment['electorate'];
}): ReactNode {
  const t = useText();
  const empty = emptyCells(typed, electorate);
  return empty > 0 ? t('assessment.emptyCells', { count: empty }) : t('assessment.exceedsSomewhere');
}
