import { useState, type ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useRefusal } from '../app/refusal.ts';
import { Button } from '../ui/form/button.tsx';
import { Form } from '../ui/form/form.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useEndPool, type Pool } from './pool-queries.ts';

/** Those that vote together, the host first; until they have voted it can be undone, with a reason. */
export function PoolSheet({ pool }: { readonly pool: Pool }): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { due } = useFormat();
  const [ending, setEnding] = useState(false);
  return (
    <Sheet
      title={t('assessment.pool.of', { count: pool.units.length })}
      caption={
        <Facts>
          {titles.stage(pool.stageCode)}
          <Say
            k="assessment.pool.formed"
            values={{ who: <UserText>{pool.formedBy}</UserText>, day: due(pool.formedOn) }}
          />
          {t(pool.hasVoted ? 'assessment.pool.hasVoted' : 'assessment.pool.notVoted')}
        </Facts>
      }
      right={
        pool.mayEnd &&
        !ending && (
          <Button small onClick={() => setEnding(true)}>
            {t('assessment.pool.end')}
          </Button>
        )
      }
    >
      <ul className="assessment-lines">
        {pool.units.map(({ id, name }, place) => (
          <li key={id}>
            <Anchor className="m-link" href={`/units/${id}/assessments`}>
              <UserText>{name}</UserText>
            </Anchor>
            {place === 0 && <span className="m-second">{t('assessment.pool.counts')}</span>}
          </li>
        ))}
      </ul>
      {ending && <EndPool poolId={pool.id} onClose={() => setEnding(false)} />}
    </Sheet>
  );
}

function EndPool({ poolId, onClose }: { readonly poolId: string; readonly onClose: () => void }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { mutate, isPending, error } = useEndPool(poolId);
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '') mutate(reason.trim());
  };
  return (
    <div className="assessment-end">
      <Form name={t('assessment.pool.end')} onSubmit={send}>
        <InputField
          label={t('assessment.pool.endReason')}
          error={tried && reason.trim() === '' ? t('assessment.pool.reasonMissing') : undefined}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
        <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
        <div className="assessment-acts">
          <Button primary type="submit" busy={isPending}>
            {t('assessment.pool.end')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </Form>
    </div>
  );
}
