import { useState, type ReactNode } from 'react';
import { useText } from '../../app/i18n/use-text.ts';
import { Modal } from '../float/modal.tsx';
import { Button } from './button.tsx';

type Props = {
  /** The act and its effect: 撤销 3 条考勤, never 确定. */
  readonly children: string;
  /** What will follow, in a sentence. */
  readonly effect: ReactNode;
  readonly onConfirm: () => void;
  readonly small?: boolean;
  readonly busy?: boolean;
  /** The page's one primary act, where it is the one that asks. */
  readonly primary?: boolean;
};

/** A destructive act asks once, and both times the button says what it does. */
export function ConfirmButton({
  children,
  effect,
  onConfirm,
  small = false,
  busy = false,
  primary = false,
}: Props): ReactNode {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const confirm = (): void => {
    setAsking(false);
    onConfirm();
  };
  return (
    <>
      <Button small={small} busy={busy} primary={primary} onClick={() => setAsking(true)}>
        {children}
      </Button>
      {asking && (
        <Modal
          title={children}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
              <Button primary onClick={confirm}>
                {children}
              </Button>
            </>
          }
        >
          {effect}
        </Modal>
      )}
    </>
  );
}
