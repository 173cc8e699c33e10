import { useState, type ReactNode } from 'react';
import { Field } from '../ui/form/field.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useText } from './i18n/use-text.ts';
import { useInstance } from './instance.ts';

type Props = {
  readonly label: string;
  readonly optional?: boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Endings, as a browser lists them. */
  readonly accept: string;
  readonly file: File | null;
  readonly onChoose: (file: File | null) => void;
};

/** One file to go with a form. What the server would not take is said before it is sent. */
export function AttachFile({ label, optional = false, hint, error, accept, file, onChoose }: Props): ReactNode {
  const t = useText();
  const megabytes = useInstance().data?.uploadMegabytes;
  const [unfit, setUnfit] = useState<string | undefined>(undefined);
  const faultOf = (chosen: File): string | undefined => {
    if (chosen.size === 0) return t('refusal.file-empty');
    return megabytes !== undefined && chosen.size > megabytes * 1_000_000
      ? t('refusal.file-too-large', { megabytes })
      : undefined;
  };
  const take = (chosen: File | undefined): void => {
    const fault = chosen && faultOf(chosen);
    setUnfit(fault);
    onChoose(fault === undefined ? (chosen ?? null) : null);
  };
  return (
    <Field label={label} optional={optional} {...(hint !== undefined && { hint })} error={unfit ?? error}>
      {(wires) => (
        <span className="m-attached">
          <label className="m-btn m-file-btn">
            <input
              {...wires}
              type="file"
              className="m-unseen"
              accept={accept}
              onChange={(event) => take(event.target.files?.[0])}
            />
            {t(file === null ? 'obligation.chooseFile' : 'obligation.otherFile')}
          </label>
          {file !== null && <UserText>{file.name}</UserText>}
        </span>
      )}
    </Field>
  );
}
