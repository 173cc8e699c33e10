import { useState, type ReactNode } from 'react';
import { useFormat } from '../../app/format/use-format.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useToday } from '../../app/now.ts';
import { Trouble } from '../../app/trouble.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Input } from '../../ui/form/input.tsx';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import { useChildrenOn } from './queries.ts';

/** What hung beneath it on a day of the past, under the names of that day. */
export function ThenSheet({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const today = useToday();
  const { fullDay } = useFormat();
  const [on, setOn] = useState('');
  const { data, error } = useChildrenOn(organisationId, on === '' ? null : on);
  return (
    <Sheet title={t('organisation.change.then')} padded>
      <Field label={t('organisation.change.thenOn')}>
        {(wires) => (
          <Input {...wires} type="date" max={today} value={on} onChange={(event) => setOn(event.target.value)} />
        )}
      </Field>
      {error !== null && <Trouble error={error} what={t('organisation.change.then')} />}
      {data?.length === 0 && <p className="m-caption">{t('organisation.change.thenNothing')}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className="org-list">
          {data.map(({ id, name, untilOn }) => (
            <li key={id}>
              <Anchor className="m-link" href={`/organisations/${id}`}>
                <UserText>{name}</UserText>
              </Anchor>
              {untilOn !== null && (
                <span className="m-caption"> {t('organisation.change.until', { day: fullDay(untilOn) })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
