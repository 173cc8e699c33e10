import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../../app/campaign.ts';
import { useText } from '../../app/i18n/use-text.ts';
import { useChildren, useOrganisation } from '../../organisation/queries.ts';
import { Button } from '../../ui/form/button.tsx';
import { Choice } from '../../ui/form/input.tsx';
import { StateGlyph } from '../../ui/sign/state-glyph.tsx';
import { usePlaybookInForce } from '../queries.ts';
import { fittingClasses } from './fitting-classes.ts';
import { useUnitClassList, type Batch, type BatchPlan } from './queries.ts';
import { MoreRows } from '../../ui/sheet/more-rows.tsx';

type Rule = BatchPlan['rules'][number];

type Props = {
  readonly organisationId: string;
  readonly rules: readonly Rule[];
  /** Rules as they were kept, with the names of their nodes. */
  readonly known: Batch['rules'];
  readonly onChange: (rules: readonly Rule[]) => void;
  readonly faultAt: (place: number) => string | undefined;
};

/** Whose the batch is: everything at a place, or a class there. Units are named from the list of coverage. */
export function RuleFields({ organisationId, rules, known, onChange, faultAt }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const change = (place: number, part: Partial<Rule>): void =>
    onChange(rules.map((rule, other) => (other === place ? { ...rule, ...part } : rule)));
  return (
    <fieldset className="m-plan-stage">
      <legend>{t('campaign.plan.rules')}</legend>
      <p className="m-caption">{t('campaign.plan.mostSpecific', { unit: term('unit') })}</p>
      {rules.map((rule, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- rules have no names of their own, and two may be alike for a moment
        <div key={place} className="m-plan-rule">
          <NodeChoice
            organisationId={organisationId}
            value={rule.organisationId}
            known={known}
            onChange={(next) => change(place, { organisationId: next })}
          />
          <ClassChoice
            organisationId={organisationId}
            value={rule.classCode}
            onChange={(next) => change(place, { classCode: next })}
          />
          {rules.length > 1 && (
            <Button small quiet onClick={() => onChange(rules.filter((_, other) => other !== place))}>
              {t('campaign.plan.dropRule')}
            </Button>
          )}
          {faultAt(place) !== undefined && (
            <div className="m-field-error" role="alert">
              <StateGlyph state="gap" size={13} />
              {faultAt(place)}
            </div>
          )}
        </div>
      ))}
      <Button small onClick={() => onChange([...rules, { organisationId, classCode: null }])}>
        {t('campaign.plan.addRule')}
      </Button>
    </fieldset>
  );
}

type NodeProps = {
  readonly organisationId: string;
  readonly value: string;
  readonly known: Batch['rules'];
  readonly onChange: (id: string) => void;
};

function NodeChoice({ organisationId, value, known, onChange }: NodeProps): ReactNode {
  const t = useText();
  const { data: here } = useOrganisation(organisationId);
  const { data: children, hasNextPage, isFetchingNextPage, fetchNextPage } = useChildren(organisationId);
  const offered = new Map<string, string>();
  if (here !== undefined) offered.set(organisationId, here.organisation.name);
  for (const { id, name } of children?.pages.flatMap(({ nodes }) => nodes) ?? []) offered.set(id, name);
  for (const { node } of known)
    if (!offered.has(node.id)) offered.set(node.id, node.name ?? t('campaign.plan.elsewhere'));
  if (!offered.has(value)) offered.set(value, '—');
  return (
    <>
      <Choice aria-label={t('campaign.plan.where')} value={value} onChange={(event) => onChange(event.target.value)}>
        {[...offered].map(([id, name]) => (
          <option key={id} value={id} data-user="" lang="zh-Hans">
            {name}
          </option>
        ))}
      </Choice>
      {hasNextPage && <MoreRows of={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />}
    </>
  );
}

function ClassChoice({
  organisationId,
  value,
  onChange,
}: {
  readonly organisationId: string;
  readonly value: string | null;
  readonly onChange: (code: string | null) => void;
}): ReactNode {
  const t = useText();
  const titles = useTitles();
  const { data: list = { classes: [], used: [] } } = useUnitClassList();
  const { data: playbook } = usePlaybookInForce(organisationId);
  const named = playbook?.batches.flatMap(({ classes }) => classes ?? []) ?? [];
  const shown = fittingClasses(list, named, value);
  if (shown.length === 0) return null;
  return (
    <Choice
      aria-label={t('campaign.plan.unitClass')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{t('campaign.plan.everyClass')}</option>
      {shown.map(({ code, title, parentCode }) => (
        <option key={code} value={code}>
          {`${parentCode === null ? '' : '\u00a0\u00a0'}${titles.of(title)}`}
        </option>
      ))}
    </Choice>
  );
}
