import { bringShare } from '@muster/contract/ballot';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { client } from '../app/client.ts';
import { FormFault } from '../app/form-fault.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useFormFaults, useRefusal } from '../app/refusal.ts';
import { useMe } from '../app/session.ts';
import { Button } from '../ui/form/button.tsx';
import { ConfirmButton } from '../ui/form/confirm-button.tsx';
import { Form } from '../ui/form/form.tsx';
import { InputField } from '../ui/form/input-field.tsx';
import { inFours } from './address.ts';
import { useChange } from './queries.ts';
import { fetchShare, forgetShare } from './share.ts';

type Props = {
  readonly poll: { readonly id: string; readonly hash: string; readonly isClosed: boolean };
};

/** Before the box is emptied a holder may write the own share down; afterwards it is brought, from the issuer or from the paper. */
export function OwnShare({ poll }: Props): ReactNode {
  const { csrf } = useMe();
  const asked = { hash: poll.hash, csrf };
  return !poll.isClosed ? <Keep asked={asked} /> : <Bring pollId={poll.id} asked={asked} />;
}

type Asked = Parameters<typeof fetchShare>[0];

function Keep({ asked }: { readonly asked: Asked }): ReactNode {
  const t = useText();
  const sayRefusal = useRefusal();
  const fetched = useMutation({ mutationFn: () => fetchShare(asked), gcTime: 0 });
  const kept = useMutation({ mutationFn: () => forgetShare(asked) });
  const error = fetched.error ?? kept.error;
  const isAway = kept.isSuccess || fetched.data === null;
  return (
    <section className="ballot-share" aria-label={t('ballot.ownShare')}>
      <p>{t(isAway ? 'ballot.shareIsKept' : 'ballot.shareLater')}</p>
      {error !== null && <FormFault>{sayRefusal(error)}</FormFault>}
      {!isAway && fetched.data === undefined && (
        <Button busy={fetched.isPending} onClick={() => fetched.mutate()}>
          {t('ballot.showShare')}
        </Button>
      )}
      {!isAway && fetched.data !== undefined && fetched.data !== null && (
        <>
          <p>
            <code>{inFours(fetched.data)}</code>
          </p>
          <ConfirmButton busy={kept.isPending} effect={t('ballot.keptEffect')} onConfirm={() => kept.mutate()}>
            {t('ballot.kept')}
          </ConfirmButton>
        </>
      )}
    </section>
  );
}

function Bring({ pollId, asked }: { readonly pollId: string; readonly asked: Asked }): ReactNode {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [isOnPaper, setOnPaper] = useState(false);
  const bring = useChange(async (byHand: string | null) => {
    const height = byHand ?? (await fetchShare(asked));
    if (height === null) return setOnPaper(true);
    await client.call(bringShare, { params: { pollId }, body: { height } });
    // It is brought whatever the issuer answers; in time it forgets by itself.
    if (byHand === null) await forgetShare(asked).catch(() => undefined);
  });
  const faults = useFormFaults(bring.error, ['height']);
  const height = typed.replaceAll(/\s/g, '').toLowerCase();
  return (
    <section className="ballot-share" aria-label={t('ballot.ownShare')}>
      <p>{t(isOnPaper ? 'ballot.shareByHand' : 'ballot.shareNow')}</p>
      {!isOnPaper && <FormFault>{bring.error === null ? undefined : (faults.at('height') ?? faults.rest)}</FormFault>}
      {!isOnPaper && (
        <Button primary busy={bring.isPending} onClick={() => bring.mutate(null)}>
          {t('ballot.bringShare')}
        </Button>
      )}
      {isOnPaper && (
        <Form name={t('ballot.bringShare')} onSubmit={() => bring.mutate(height)}>
          <InputField
            label={t('ballot.shareDigits')}
            hint={t('ballot.shareDigitsHint')}
            error={faults.at('height') ?? faults.rest}
            autoComplete="off"
            value={typed}
            onChange={setTyped}
          />
          <Button
            primary
            type="submit"
            busy={bring.isPending}
            {...(!/^[0-9a-f]{64}$/.test(height) && { reason: t('ballot.shareDigitsHint') })}
          >
            {t('ballot.bringShare')}
          </Button>
        </Form>
      )}
    </section>
  );
}
