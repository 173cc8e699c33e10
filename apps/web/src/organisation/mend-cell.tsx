import { useState, type ReactNode } from 'react';
import { useText } from '../app/i18n/use-text.ts';
import { Button } from '../ui/form/button.tsx';
import { Form } from '../ui/form/form.tsx';
import { Input } from '../ui/form/input.tsx';

type Props = {
  /** Said aloud with the field: `B117`. */
  readonly address: string;
  /** What stands in the cell now. */
  readonly text: string;
  /** The whole cell with the nearest fit in it, where there is one. */
  readonly fitting: string | null;
  readonly busy: boolean;
  readonly onMend: (text: string) => void;
};

/** Two ways to mend a cell where its fault is listed: take the nearest fit, or type what it should say. */
export function MendCell({ address, text, fitting, busy, onMend }: Props): ReactNode {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null)
    return (
      <span className="organisation-mend">
        {fitting !== null && (
          <Button small busy={busy} onClick={() => onMend(fitting)}>
            {t('organisation.importing.mend')}
          </Button>
        )}
        <Button small busy={busy} onClick={() => setTyped(text)}>
          {t('organisation.importing.rewrite')}
        </Button>
      </span>
    );
  return (
    <Form name={t('organisation.importing.rewrite')} onSubmit={() => onMend(typed)}>
      <span className="organisation-mend">
        <Input
          aria-label={t('organisation.importing.cellSays', { address })}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field stands where the button was that asked for it
          autoFocus
          value={typed}
          maxLength={1000}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          small
          type="submit"
          busy={busy}
          {...(typed === text && { reason: t('organisation.importing.asBefore') })}
        >
          {t('organisation.importing.putIn')}
        </Button>
        <Button small quiet onClick={() => setTyped(null)}>
          {t('organisation.importing.leaveAsIs')}
        </Button>
      </span>
    </Form>
  );
}
