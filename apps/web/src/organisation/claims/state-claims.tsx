import { useState, type ReactNode } from 'react';
import { useDraft } from '../../app/draft.ts';
import { FormFault } from '../../app/form-fault.tsx';
import { useTermText } from '../../app/term-text.ts';
import { useFormFaults } from '../../app/refusal.ts';
import { useMe } from '../../app/session.ts';
import { Drawer } from '../../ui/float/drawer.tsx';
import { Button } from '../../ui/form/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Choice, Input, TextArea } from '../../ui/form/input.tsx';
import { SavedAt } from '../../ui/form/saved-at.tsx';
import {
  useBatchName,
  useMeasureName,
  usePartName,
  type MeasureCode,
  type PartName,
  type Parting,
} from './claim-words.ts';
import { isGood, PastedReading } from './pasted-reading.tsx';
import { useStateClaims, type Reconciliation, type Statement } from './queries.ts';
import { readPasted } from './read-pasted.ts';
import { useKnownParts } from './use-known-parts.ts';

export type Stating = { readonly measure: MeasureCode | null; readonly statement: Statement | null };

type Props = {
  readonly organisationId: string;
  readonly data: Reconciliation;
  readonly stating: Stating;
  readonly onClose: () => void;
};

type Written = { batch: string; source: string; total: string; by: Parting | ''; pasted: string };

/** A statement is written down as it came: a total, and its parts pasted from a spreadsheet. */
export function StateClaims({ organisationId, data, stating, onClose }: Props): ReactNode {
  const t = useTermText();
  const me = useMe();
  const measureName = useMeasureName();
  const knownParts = useKnownParts(data.nodes);
  const partName = usePartName(data.nodes);
  const batchName = useBatchName(data.batches);
  const [measure, setMeasure] = useState(stating.measure ?? data.measures[0]?.measure ?? 'members');
  const partings = data.measures.find((each) => each.measure === measure)?.partings ?? [];
  const asItStands = writtenOf(stating.statement, partName);
  const draft = useDraft(
    `claims.${me.person.id}.${organisationId}.${measure}.${stating.statement?.source ?? ''}${asItStands.batch}`,
    asItStands,
  );
  const { source, total, pasted } = draft.value;
  const batchId = data.batches.find(({ id }) => id === draft.value.batch)?.id ?? null;
  const by = partings.find((each) => each === draft.value.by) ?? partings[0] ?? null;
  const read = readPasted(by === null ? '' : pasted, by === null ? [] : knownParts(by));
  const good = read.lines.filter(isGood);
  const stated = total.trim() === '' ? read.total : wholeNumber(total);
  const sending = useStateClaims(organisationId, () => {
    draft.discard();
    onClose();
  });
  const faults = useFormFaults(sending.error, ['source', 'batchId', 'total', 'by', 'parts']);
  const send = (): void =>
    sending.mutate({
      measure,
      source: source.trim(),
      batchId,
      total: stated,
      by: good.length === 0 ? null : by,
      parts: good.map((line) => ({ part: line.part ?? '', stated: line.stated ?? 0 })),
    });
  const missing = whyNot();
  return (
    <Drawer
      title={t('organisation.claims.stateTitle')}
      onClose={onClose}
      foot={
        <>
          {draft.savedAt !== null && <SavedAt at={draft.savedAt} />}
          <Button primary busy={sending.isPending} onClick={send} {...(missing !== undefined && { reason: missing })}>
            {t('organisation.claims.stateAct')}
          </Button>
        </>
      }
    >
      <Form name={t('organisation.claims.stateTitle')} onSubmit={() => missing === undefined && send()}>
        <Field label={t('organisation.claims.figure')}>
          {(wires) => (
            <Choice {...wires} value={measure} onChange={(event) => setMeasure(event.target.value as MeasureCode)}>
              {data.measures.map((each) => (
                <option key={each.measure} value={each.measure}>
                  {measureName(each.measure)}
                </option>
              ))}
            </Choice>
          )}
        </Field>
        {data.batches.length > 0 && (
          <Field
            label={t('organisation.claims.about')}
            hint={t('organisation.claims.aboutHint')}
            error={faults.at('batchId')}
          >
            {(wires) => (
              <Choice
                {...wires}
                value={batchId ?? ''}
                onChange={(event) => draft.change({ batch: event.target.value })}
              >
                <option value="">{batchName(null)}</option>
                {data.batches.map(({ id }) => (
                  <option key={id} value={id} data-user="">
                    {batchName(id)}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
        )}
        <Field
          label={t('organisation.claims.source')}
          hint={t('organisation.claims.sourceHint')}
          error={faults.at('source')}
        >
          {(wires) => (
            <Input
              {...wires}
              value={source}
              maxLength={200}
              onChange={(event) => draft.change({ source: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('organisation.claims.total')}
          error={
            faults.at('total') ??
            (stated === null && total.trim() !== '' ? t('organisation.claims.notANumber') : undefined)
          }
          {...(read.total !== null &&
            total.trim() === '' && { hint: t('organisation.claims.totalRead', { count: read.total }) })}
          optional
        >
          {(wires) => (
            <Input
              {...wires}
              inputMode="numeric"
              value={total}
              onChange={(event) => draft.change({ total: event.target.value })}
            />
          )}
        </Field>
        {by !== null && (
          <>
            <Field label={t('organisation.claims.parts')} error={faults.at('by')}>
              {(wires) => (
                <Choice {...wires} value={by} onChange={(event) => draft.change({ by: event.target.value as Parting })}>
                  {partings.map((each) => (
                    <option key={each} value={each}>
                      {t(`organisation.claims.by.${each}`)}
                    </option>
                  ))}
                </Choice>
              )}
            </Field>
            <Field
              label={t('organisation.claims.paste')}
              hint={t('organisation.claims.pasteHint')}
              error={faults.at('parts')}
              optional
            >
              {(wires) => (
                <TextArea
                  {...wires}
                  rows={12}
                  value={pasted}
                  spellCheck={false}
                  onChange={(event) => draft.change({ pasted: event.target.value })}
                />
              )}
            </Field>
            <PastedReading pasted={read} />
          </>
        )}
        <FormFault>{faults.rest}</FormFault>
      </Form>
    </Drawer>
  );

  function whyNot(): string | undefined {
    if (source.trim() === '') return t('organisation.claims.sourceFirst');
    if (total.trim() !== '' && stated === null) return t('organisation.claims.notANumber');
    if (good.length < read.lines.length)
      return t('organisation.claims.mendFirst', { count: read.lines.length - good.length });
    return stated === null && good.length === 0 ? t('organisation.claims.nothingYet') : undefined;
  }
}

/** What stands already, as it would be pasted. */
function writtenOf(statement: Statement | null, partName: PartName): Written {
  const stated = statement?.breakdowns.find(({ sum, isOwn }) => sum !== null && !isOwn);
  const lines = stated?.lines.flatMap(({ part, stated: claim }) =>
    claim === null ? [] : [`${partName(stated.by, part)}\t${claim.stated}`],
  );
  return {
    batch: statement?.batchId ?? '',
    source: statement?.source ?? '',
    total: statement?.total === null || statement === null ? '' : String(statement.total.stated),
    by: stated?.by ?? '',
    pasted: lines?.join('\n') ?? '',
  };
}

function wholeNumber(text: string): number | null {
  const read = readPasted(`=\t${text}`, []).lines[0]?.stated;
  return read ?? null;
}
