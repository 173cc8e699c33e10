import type { ReactNode } from 'react';
import { useTitles } from '../app/campaign.ts';
import { useText } from '../app/i18n/use-text.ts';
import { Field } from '../ui/form/field.tsx';
import { Choice, TextArea } from '../ui/form/input.tsx';
import type { Item, Said } from './self-check-queries.ts';

type Answer = Said['items'][number]['answer'];
export type Given = { readonly answer?: Answer | undefined; readonly note?: string };

type ItemProps = {
  readonly item: Item;
  readonly given: Given;
  readonly tried: boolean;
  readonly onChange: (part: Given) => void;
};

/** One item: in order, or lacking and what. */
export function ItemFields({ item, given, tried, onChange }: ItemProps): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { answer, note = '' } = given;
  const unanswered = tried && answer === undefined ? t('supervision.selfCheck.answerIt') : undefined;
  const silent = tried && note.trim() === '' ? t('supervision.selfCheck.sayWhat') : undefined;
  return (
    <>
      <Field label={titles.of(item.title)} error={unanswered}>
        {(wires) => (
          <Choice
            {...wires}
            value={answer ?? ''}
            onChange={({ target }) =>
              onChange({ answer: target.value === 'in-order' || target.value === 'lacking' ? target.value : undefined })
            }
          >
            <option value="">{t('supervision.selfCheck.choose')}</option>
            <option value="in-order">{t('supervision.selfCheck.answer.in-order')}</option>
            <option value="lacking">{t('supervision.selfCheck.answer.lacking')}</option>
          </Choice>
        )}
      </Field>
      {answer === 'lacking' && (
        <Field label={t('supervision.selfCheck.note')} error={silent}>
          {(wires) => (
            <TextArea
              {...wires}
              rows={2}
              maxLength={500}
              value={note}
              onChange={({ target }) => onChange({ note: target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
