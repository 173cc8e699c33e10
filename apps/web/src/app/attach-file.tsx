import type { ReactNode } from 'react';
import { Field } from '../ui/form/field.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { useText } from './i18n/use-text.ts';
import type { Attachment } from './use-attachment.ts';

type Props = {
  readonly label: string;
  readonly optional?: boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Endings, as a browser lists them. */
  readonly accept: string;
  readonly attachment: Attachment;
};

/** One file to go with a form. What the server would not take is said before it is sent. */
export function AttachFile({ label, optional = false, hint, error, accept, attachment }: Props): ReactNode {
  const t = useText();
  const { file, fault, choose } = attachment;
  return (
    <Field label={label} optional={optional} {...(hint !== undefined && { hint })} error={fault ?? error}>
      {(wires) => (
        <span className="m-attached">
          <label className="m-btn m-file-btn">
            <input
              {...wires}
              type="file"
              className="m-unseen"
              accept={accept}
              onChange={({ target }) => {
                choose(target.files?.[0] ?? null);
                // So that the same file, once mended, can be chosen again.
                target.value = '';
              }}
            />
            {t(file === null ? 'obligation.chooseFile' : 'obligation.otherFile')}
          </label>
          {file !== null && (
            <>
              <UserText>{file.name}</UserText>
              <button type="button" className="m-link" onClick={() => choose(null)}>
                {t('obligation.withoutFile')}
              </button>
            </>
          )}
        </span>
      )}
    </Field>
  );
}
