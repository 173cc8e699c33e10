import { useState } from 'react';
import { base64Of } from './base64.ts';
import { useText } from './i18n/use-text.ts';
import { useInstance } from './instance.ts';

/** A file as the contract takes it. */
type Sent = { readonly name: string; readonly base64: string };

/** One file that goes with a form, or none. */
export type Attachment = {
  readonly file: File | null;
  /** Why the server would not take it: it is said before it is sent, and the form waits for another one. */
  readonly fault: string | undefined;
  readonly choose: (file: File | null) => void;
  readonly sent: () => Promise<Sent | null>;
};

export function useAttachment(): Attachment {
  const t = useText();
  const megabytes = useInstance().data?.uploadMegabytes;
  const [file, choose] = useState<File | null>(null);
  const faultOf = ({ size }: File): string | undefined => {
    if (size === 0) return t('refusal.file-empty');
    return megabytes !== undefined && size > megabytes * 1_000_000
      ? t('refusal.file-too-large', { megabytes })
      : undefined;
  };
  return {
    file,
    fault: file === null ? undefined : faultOf(file),
    choose,
    sent: async () => (file === null ? null : { name: file.name, base64: await base64Of(file) }),
  };
}
