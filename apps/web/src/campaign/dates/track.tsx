import { useState, type ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { civilDate } from '../../app/format/dates.ts';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Choice, TextArea } from '../../ui/form/input.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Facts } from '../../ui/text/facts.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useChangeTrack, useUnitDates, type UnitDates } from './queries.ts';

/** The way that the unit goes, what is stressed on it, how it came there; an office may put it on another. */
export function Track({ dates }: { readonly dates: UnitDates }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  const [changing, setChanging] = useState(false);
  const { track, trackChanges, may } = dates;
  if (track === null || (dates.tracks.length < 2 && trackChanges.length === 0)) return null;
  return (
    <Sheet
      title={t('campaign.track.title')}
      caption={<UserText>{titles.of(track.title)}</UserText>}
      padded={track.emphasis !== null || may.changeTrack}
    >
      {track.emphasis !== null && (
        <p>
          <UserText>{titles.of(track.emphasis)}</UserText>
        </p>
      )}
      {trackChanges.length > 0 && (
        <ul className="m-dates-changes">
          {trackChanges.map(({ before, after, reason, changedBy, changedAt }) => (
            <li key={changedAt}>
              <Facts>
                <UserText>
                  {t('campaign.track.changed', { before: titles.of(before), after: titles.of(after) })}
                </UserText>
                <UserText>{changedBy}</UserText>
                {day(civilDate(changedAt))}
              </Facts>
              <span className="m-second">
                <UserText>{reason}</UserText>
              </span>
            </li>
          ))}
        </ul>
      )}
      {may.changeTrack && !changing && <Button onClick={() => setChanging(true)}>{t('campaign.track.change')}</Button>}
      {may.changeTrack && changing && <TrackForm dates={dates} onDone={() => setChanging(false)} />}
    </Sheet>
  );
}

/** For the line at the gate: the unit goes another way than it began, and why. */
export function useTrackNote(unitId: string): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { day } = useFormat();
  const last = useUnitDates(unitId).data?.trackChanges.at(-1);
  if (last === undefined) return null;
  const { before: from, after, reason, changedAt } = last;
  return (
    <UserText>
      {t('campaign.track.note', {
        day: day(civilDate(changedAt)),
        before: titles.of(from),
        after: titles.of(after),
      })}{' '}
      {reason}
    </UserText>
  );
}

function TrackForm({ dates, onDone }: { readonly dates: UnitDates; readonly onDone: () => void }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const term = useTerms();
  const others = dates.tracks.filter(({ code, fits }) => fits && code !== dates.track?.code);
  const unfit = dates.tracks.filter(({ fits }) => !fits);
  const draft = useDraft(`track.${dates.unit.id}`, { track: others[0]?.code ?? '', reason: '' });
  const { track, reason } = draft.value;
  const { mutate, isPending, error } = useChangeTrack(dates.unit.id, () => {
    draft.discard();
    onDone();
  });
  const faults = useFormFaults(error, ['track', 'reason']);
  const at = (field: 'track' | 'reason') => {
    const fault = faults.at(field);
    return fault === undefined ? {} : { error: fault };
  };
  return (
    <Form name={t('campaign.track.change')} onSubmit={() => mutate({ track, reason })}>
      <Field label={t('campaign.track.to')} hint={t('campaign.track.fromNext')} {...at('track')}>
        {(wires) => (
          <Choice {...wires} value={track} onChange={(event) => draft.change({ track: event.target.value })}>
            {others.map(({ code, title }) => (
              <option key={code} value={code}>
                {titles.of(title)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      {unfit.length > 0 && (
        <p className="m-field m-caption">
          <UserText>
            {t('campaign.track.unfit', {
              unit: term('unit'),
              tracks: unfit.map(({ title }) => titles.of(title)).join(t('campaign.track.comma')),
            })}
          </UserText>
        </p>
      )}
      <Field label={t('campaign.reason')} {...at('reason')}>
        {(wires) => (
          <TextArea
            {...wires}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => draft.change({ reason: event.target.value })}
          />
        )}
      </Field>
      <FormFault>{faults.rest}</FormFault>
      <div className="m-plan-acts">
        <Button type="submit" busy={isPending}>
          {t('campaign.track.act')}
        </Button>
        <Button quiet onClick={onDone}>
          {t('campaign.plan.close')}
        </Button>
      </div>
    </Form>
  );
}
