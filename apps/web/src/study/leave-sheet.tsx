import { useState, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useToday } from '../app/now.ts';
import { useFieldFault, useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Field } from '../ui/form/field.tsx';
import { Input } from '../ui/form/input.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { LeaveForm } from './leave-form.tsx';
import { useEndLeave } from './leave-queries.ts';
import type { Roll } from './queries.ts';

type Leave = Roll['leaves'][number];

/** Who is away from when to when, and why: noted once, it fills in the sheets of the meetings held meanwhile. */
export function LeaveSheet({ roll }: { readonly roll: Roll }): ReactNode {
  const t = useText();
  const today = useToday();
  return (
    <Sheet title={t('study.leave.title')} caption={t('study.leave.caption')}>
      {roll.leaves.length === 0 && <EmptyLine>{t('study.leave.none')}</EmptyLine>}
      <ul className="study-leaves">
        {roll.leaves.map((leave) => (
          <li key={leave.id}>
            <Line leave={leave} />
            {roll.mayRecord && leave.ended === null && leave.lastOn > today && (
              <EndForm branchId={roll.branch.id} leaveId={leave.id} />
            )}
          </li>
        ))}
      </ul>
      {roll.mayRecord && <LeaveForm roll={roll} />}
    </Sheet>
  );
}

function Line({ leave }: { readonly leave: Leave }): ReactNode {
  const titles = useTitles();
  const { span, day } = useFormat();
  const noted = { who: <UserText>{leave.by}</UserText>, day: day(civilDate(leave.at)) };
  return (
    <p>
      <b>
        <UserText>{leave.name}</UserText>
      </b>{' '}
      {titles.reason(leave.reason)} {span(leave.fromOn, leave.toOn)}
      <span className="m-second">
        <Say k="study.leave.notedBy" values={noted} />{' '}
        {leave.ended !== null && (
          <Say
            k={leave.lastOn < leave.fromOn ? 'study.leave.neverBegan' : 'study.leave.endedBy'}
            values={{
              who: <UserText>{leave.ended.by}</UserText>,
              day: day(civilDate(leave.ended.at)),
              last: day(leave.lastOn),
            }}
          />
        )}
      </span>
    </p>
  );
}

function EndForm({ branchId, leaveId }: { readonly branchId: string; readonly leaveId: string }): ReactNode {
  const t = useText();
  const today = useToday();
  const sayRefusal = useRefusal();
  const fieldFault = useFieldFault();
  const [lastOn, setLastOn] = useState(today);
  const { mutate, isPending, error } = useEndLeave(branchId, leaveId);
  const fault = error === null ? undefined : (fieldFault(error, 'lastOn') ?? sayRefusal(error));
  return (
    <details className="m-unprinted">
      <summary>{t('study.leave.end')}</summary>
      <div className="study-leave-fields">
        <Field label={t('study.leave.lastOn')} error={fault}>
          {(wires) => (
            <Input {...wires} type="date" value={lastOn} onChange={(event) => setLastOn(event.target.value)} />
          )}
        </Field>
        <Button busy={isPending} onClick={() => mutate(lastOn)}>
          {t('study.leave.endThis')}
        </Button>
      </div>
    </details>
  );
}
