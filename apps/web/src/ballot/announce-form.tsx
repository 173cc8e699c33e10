import { useState, type ReactNode } from 'react';
import { noOne, PersonField, type Named } from '../access/person-field.tsx';
import { useTerms } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useTermText } from '../app/term-text.ts';
import { useNow } from '../app/now.ts';
import { useFormFaults } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Form } from '../ui/form/form.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Picker } from '../ui/form/picker.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useAnnounce, type HolderRole, type Wish } from './queries.ts';
import { usualTimes, windowOf, type TypedWindow } from './times.ts';
import { WindowFields } from './window-fields.tsx';

type Props = { readonly unitId: string; readonly isFolded: boolean };

const roles = ['superior-office', 'supervision-team', 'mass-representative'] as const satisfies readonly HolderRole[];
const turnouts = ['1/2', '2/3', '3/4', '4/5'] as const;
const mostSpare = 1000;

interface Draft {
  readonly mode: 'meeting' | 'windows';
  readonly meeting: TypedWindow;
  readonly issuing: TypedWindow;
  readonly casting: TypedWindow;
  readonly turnout: string;
  readonly slips: Wish['slips']['for'];
  readonly spare: string;
  readonly holders: Readonly<Record<HolderRole, Named>>;
}

/** What is announced cannot be changed afterwards: from then on everybody who has its number has the same rule. */
export function AnnounceForm({ unitId, isFolded }: Props): ReactNode {
  const t = useTermText();
  const term = useTerms();
  const now = useNow();
  const [draft, setDraft] = useState<Draft>(() => ({
    mode: 'meeting',
    ...usualTimes(now),
    turnout: turnouts[0],
    slips: 'without-account',
    spare: '5',
    holders: { 'superior-office': noOne, 'supervision-team': noOne, 'mass-representative': noOne },
  }));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { mutate, isPending, error } = useAnnounce(unitId);
  const faults = useFormFaults(error, ['meeting', 'issuing', 'casting', 'turnout', 'slips', 'holders']);
  const wish = wishOf(draft);
  const isChosen = roles.every((role) => draft.holders[role].personId !== null);
  const reason = isChosen ? (wish === null ? t('ballot.timesFirst') : undefined) : t('ballot.holdersFirst');
  const fields = (name: 'meeting' | 'issuing' | 'casting'): ReactNode => (
    <WindowFields
      label={t(`ballot.${name}`)}
      hint={t(`ballot.window.${name}`)}
      error={faults.at(name)}
      typed={draft[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  );
  return (
    <Sheet
      title={t('ballot.announce')}
      caption={t('ballot.announceAbout')}
      padded
      folded={isFolded ? t('ballot.announceAgain') : undefined}
    >
      <Form name={t('ballot.announce')} onSubmit={() => wish !== null && isChosen && mutate(wish)}>
        <Picker
          label={t('ballot.how')}
          value={draft.mode}
          options={[
            ['meeting', t('ballot.howMeeting')],
            ['windows', t('ballot.howWindows')],
          ]}
          onChange={(mode) => change({ mode: mode === 'windows' ? 'windows' : 'meeting' })}
        />
        {draft.mode === 'meeting' ? (
          fields('meeting')
        ) : (
          <>
            {fields('issuing')}
            {fields('casting')}
          </>
        )}
        <Picker
          label={t('ballot.slipsFor')}
          value={draft.slips}
          options={[
            ['without-account', t('ballot.slipsWithout')],
            ['everybody', t('ballot.slipsEverybody')],
          ]}
          onChange={(value) => change({ slips: value === 'everybody' ? 'everybody' : 'without-account' })}
        />
        <InputField
          label={t('ballot.spare')}
          hint={t('ballot.spareHint')}
          error={faults.at('slips')}
          type="number"
          min={0}
          max={mostSpare}
          value={draft.spare}
          onChange={(spare) => change({ spare })}
        />
        <Picker
          label={t('ballot.turnoutWanted')}
          value={draft.turnout}
          options={turnouts.map((each) => [each, t('ballot.ofAll', { share: each.replace('/', ' / ') })])}
          onChange={(turnout) => change({ turnout })}
        />
        <fieldset className="ballot-holders">
          <legend>{t('ballot.holders')}</legend>
          <p className="m-caption">{t('ballot.holdersAbout')}</p>
          {roles.map((role) => (
            <PersonField
              key={role}
              isKnown
              label={t(`ballot.role.${role}`, {
                team: term('team', 'start'),
                office: term('office', 'start'),
                representative: term('representative', 'start'),
              })}
              person={draft.holders[role]}
              onChange={(person) => change({ holders: { ...draft.holders, [role]: person } })}
            />
          ))}
        </fieldset>
        <FormFault>{faults.at('holders') ?? faults.at('turnout') ?? faults.rest}</FormFault>
        <p className="m-caption ballot-effect">{t('ballot.announceEffect')}</p>
        <Button primary type="submit" busy={isPending} {...(reason !== undefined && { reason })}>
          {t('ballot.announceThis')}
        </Button>
      </Form>
    </Sheet>
  );
}

/** Null while a time is missing. */
function wishOf({ mode, meeting, issuing, casting, turnout, slips, spare, holders }: Draft): Wish | null {
  const [one, draw, cast] = [windowOf(meeting), windowOf(issuing), windowOf(casting)];
  const times =
    mode === 'meeting' ? one && { mode, meeting: one } : draw && cast && { mode, issuing: draw, casting: cast };
  if (times === null) return null;
  const [num = 1, den = 2] = turnout.split('/').map(Number);
  return {
    times,
    questions: ['satisfaction'],
    turnout: { num, den },
    slips: { for: slips, spare: Math.min(mostSpare, Math.max(0, Math.trunc(Number(spare)) || 0)) },
    holders: roles.flatMap((role) => {
      const { personId } = holders[role];
      return personId === null ? [] : [{ role, personId }];
    }),
  };
}
