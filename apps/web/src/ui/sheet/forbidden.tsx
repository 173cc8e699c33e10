import type { ReactNode } from 'react';
import { Say } from '../../app/i18n/say.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { Anchor } from '../frame/anchor.tsx';
import './states.css';

/** Nothing of the content, not even its name; only who can grant it and the way back. */
export function Forbidden({
  ask,
  why,
  backHref = '/',
}: {
  readonly ask?: ReactNode;
  readonly why?: ReactNode;
  readonly backHref?: string;
}): ReactNode {
  const t = useText();
  return (
    <div className="m-forbidden">
      <h1>{t('ui.forbidden')}</h1>
      {why !== undefined && <p>{why}</p>}
      {ask !== undefined && (
        <p>
          <Say k="ui.forbiddenAsk" values={{ who: ask }} />
        </p>
      )}
      <Anchor className="m-link" href={backHref}>
        {t('ui.goBack')}
      </Anchor>
    </div>
  );
}
