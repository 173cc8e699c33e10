import type { RouteAnswer } from '@muster/contract';
import type { makeActivationSheet } from '@muster/contract/access';
import type { ReactNode } from 'react';
import { civilDate } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import './access.css';

/** One strip a person, to be cut apart and handed over. */
export function ActivationStrips({ sheet }: { readonly sheet: RouteAnswer<typeof makeActivationSheet> }): ReactNode {
  const t = useText();
  const { fullDay } = useFormat();
  return (
    <>
      <p className="m-strips-note m-unprinted">{t('access.sheet.once')}</p>
      <Sheet>
        {sheet.rows.map(({ personId, name, login, code, address }) => (
          <dl key={personId} className="m-strip">
            <div>
              <dt>
                <UserText>{sheet.organisationName}</UserText>
              </dt>
              <dd>
                <UserText>{name}</UserText>
              </dd>
            </div>
            <div>
              <dt>{t('access.sheet.codeUntil', { day: fullDay(civilDate(sheet.expiresAt)) })}</dt>
              <dd className="m-strip-code">{code}</dd>
            </div>
            <div>
              <dt>{t('access.login')}</dt>
              <dd>{login}</dd>
            </div>
            <div>
              <dt>{t('access.sheet.address')}</dt>
              <dd>{address.split('#')[0]}</dd>
            </div>
          </dl>
        ))}
      </Sheet>
    </>
  );
}
