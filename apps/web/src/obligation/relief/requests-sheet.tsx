import type { ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { mayAnywhere, useMe } from '../../app/session.ts';
import { Anchor } from '../../ui/frame/anchor.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { UserText } from '../../ui/text/user-text.tsx';
import '../obligation.css';
import { DecideForm } from './decide-form.tsx';
import { Wish } from './extension-list.tsx';
import { useRequestsForTime, type RequestForTime } from './queries.ts';

/** Requests for more time that this person may decide; nothing where there are none. */
export function RequestsSheet(): ReactNode {
  const t = useText();
  const me = useMe();
  const requests = useRequestsForTime(mayAnywhere(me, 'relieve-obligation'));
  if (requests.length === 0) return null;
  return (
    <div className="m-unprinted m-owed-requests">
      <Sheet
        title={t('obligation.relief.toDecide')}
        caption={t('obligation.relief.toDecideCount', { count: requests.length })}
      >
        {requests.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </Sheet>
    </div>
  );
}

function Request({ request }: { readonly request: RequestForTime }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { unit, whose, kind, title, obligationId } = request;
  return (
    <article className="m-owed-version">
      <h3>
        <Anchor className="m-link" href={`/to-do/${obligationId}`}>
          {titles.of(title)}
        </Anchor>
      </h3>
      <p className="m-caption">
        {t(`obligation.kind.${kind}`)} <UserText>{unit.name}</UserText> {whose !== null && <UserText>{whose}</UserText>}
      </p>
      <Wish {...request} />
      <DecideForm extensionId={request.id} />
    </article>
  );
}
