import { useState, type ReactNode } from 'react';
import { useTitles } from '../../app/campaign.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useText } from '../../app/i18n/use-text.ts';
import { useRefusal } from '../../app/refusal.ts';
import { Modal } from '../../ui/float/modal.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Choice, Input } from '../../ui/form/input.tsx';
import type { Entry } from './list-order.ts';

type Props = {
  readonly entries: readonly Entry[];
  /** Null for a new one. */
  readonly entry: Entry | null;
  readonly withParent: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onSave: (entry: Entry) => void;
  readonly onClose: () => void;
};

/** An entry in both languages; its code never changes, since files and rows mean it by that. */
export function EntryForm({ entries, entry, withParent, busy, error, onSave, onClose }: Props): ReactNode {
  const t = useText();
  const titles = useTitles();
  const sayRefusal = useRefusal();
  const [code, setCode] = useState(entry?.code ?? '');
  const [zh, setZh] = useState(entry?.title.zh ?? '');
  const [en, setEn] = useState(entry?.title.en ?? '');
  const [parentCode, setParent] = useState(entry?.parentCode ?? '');
  const isTaken = entry === null && entries.some((each) => each.code === code.trim());
  const badCode = code.trim() !== '' && !/^[^\s,;、]{1,64}$/u.test(code.trim());
  const missing = [code, zh, en].some((each) => each.trim() === '');
  const reason = missing
    ? t('organisation.lists.fillFirst')
    : isTaken
      ? t('organisation.lists.codeTaken')
      : badCode
        ? t('organisation.lists.codeForm')
        : undefined;
  const title = t(entry === null ? 'organisation.lists.add' : 'organisation.lists.rename');
  return (
    <Modal
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button
            primary
            busy={busy}
            {...(reason !== undefined && { reason })}
            onClick={() =>
              onSave({
                code: code.trim(),
                parentCode: parentCode === '' ? null : parentCode,
                title: { zh: zh.trim(), en: en.trim() },
                isRetired: entry?.isRetired ?? false,
                hasMeaning: entry?.hasMeaning ?? false,
              })
            }
          >
            {t('organisation.lists.save')}
          </Button>
        </>
      }
    >
      <Field label={t('organisation.lists.zh')}>
        {(wires) => (
          <Input {...wires} lang="zh-Hans" value={zh} maxLength={80} onChange={(event) => setZh(event.target.value)} />
        )}
      </Field>
      <Field label={t('organisation.lists.en')}>
        {(wires) => (
          <Input {...wires} lang="en" value={en} maxLength={80} onChange={(event) => setEn(event.target.value)} />
        )}
      </Field>
      {entry === null && (
        <Field label={t('organisation.lists.code')} hint={t('organisation.lists.codeHint')}>
          {(wires) => (
            <Input {...wires} value={code} maxLength={64} onChange={(event) => setCode(event.target.value)} />
          )}
        </Field>
      )}
      {withParent && (
        <Field label={t('organisation.lists.parent')}>
          {(wires) => (
            <Choice {...wires} value={parentCode} onChange={(event) => setParent(event.target.value)}>
              <option value="">{t('organisation.lists.noParent')}</option>
              {entries
                .filter((each) => each.code !== entry?.code)
                .map((each) => (
                  <option key={each.code} value={each.code}>
                    {titles.of(each.title)}
                  </option>
                ))}
            </Choice>
          )}
        </Field>
      )}
      <FormFault>{error === null ? undefined : sayRefusal(error)}</FormFault>
    </Modal>
  );
}
