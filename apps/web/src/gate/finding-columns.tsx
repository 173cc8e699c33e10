import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { useComma } from '../app/i18n/use-comma.ts';
import { useLanguage } from '../app/i18n/use-language.ts';
import { useText } from '../app/i18n/use-text.ts';
import { ConditionName } from '../ui/course/condition-name.tsx';
import { Due } from '../ui/figure/due.tsx';
import { ButtonLink } from '../ui/form/button.tsx';
import type { Column } from '../ui/sheet/column.ts';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { GapCell, NowCell, useRule } from './finding-figures.tsx';
import { NobodyActs, termOf } from './flow.tsx';
import { LetOff } from './let-off.tsx';
import type { Finding } from './queries.ts';

/** Of a page 1280 points wide, of one of 1440, and of those between, in proportion. */
const growing = (narrow: number, wide: number): string =>
  `clamp(${narrow}px, ${narrow}px + (100vw - 1280px) * ${(wide - narrow) / 160}, ${wide}px)`;
const chinese = [growing(150, 176), growing(150, 176), growing(150, 216), 104, 134];
const english = [growing(140, 168), growing(150, 196), growing(160, 200), 110, 190];

/** Now and needed, the gap, whose, by when, and the one act that closes it. `first` is the page's primary one. */
export function useFindingColumns(
  unitId: string,
  today: string,
  first: string | undefined,
): readonly Column<Finding>[] {
  const t = useText();
  const titles = useTitles();
  const ruleOf = useRule();
  // The condition has what the others leave; the last one holds its longest button, on the narrowest page with fixed columns too.
  const widths = useLanguage() === 'zh' ? chinese : english;
  const width = (place: number): Pick<Column<Finding>, 'width'> => ({ width: widths[place] ?? 0 });
  return [
    {
      key: 'name',
      head: t('gate.column.condition'),
      cell: (finding) => (
        <ConditionName
          state={finding.verdict === 'waiting' ? 'wait' : 'gap'}
          name={titles.of(finding.title)}
          hard={finding.isHard}
          rule={ruleOf(finding)}
        />
      ),
    },
    {
      key: 'now',
      head: t('gate.column.now'),
      label: t('gate.column.now'),
      ...width(0),
      cell: (finding) => <NowCell finding={finding} unitId={unitId} />,
    },
    {
      key: 'gap',
      head: t('gate.column.gap'),
      label: t('gate.column.gap'),
      ...width(1),
      cell: (finding) => (
        <span>
          <GapCell finding={finding} />
          <LetOff finding={finding} />
        </span>
      ),
    },
    {
      key: 'whose',
      head: t('gate.column.whose'),
      label: t('gate.column.whose'),
      ...width(2),
      cell: (finding) => <Whose finding={finding} />,
    },
    {
      key: 'due',
      head: t('gate.column.due'),
      label: t('gate.column.due'),
      ...width(3),
      cell: ({ due }) => (
        <span>
          <Due date={due} today={today} />
        </span>
      ),
    },
    {
      key: 'act',
      head: null,
      align: 'right',
      ...width(4),
      cell: (finding) => (
        <>
          {isVotedDown(finding) && <Mending />}
          <Act act={finding.act} primary={finding.code === first} />
        </>
      ),
    },
  ];
}

/** One person with place and office; several by name, with their offices. */
function Whose({ finding: { whose, together } }: { readonly finding: Finding }): ReactNode {
  const t = useText();
  const term = useTerms();
  const comma = useComma();
  const [only, second] = whose;
  if (only === undefined) return <span>—</span>;
  const roles = [...new Set(whose.map(({ role }) => term(termOf(role))))];
  if (second === undefined)
    return (
      <span>
        <UserText>{only.name === '' ? only.organisationName : only.name}</UserText>
        <span className="m-second">
          <Facts>
            {only.name !== '' && <UserText>{only.organisationName}</UserText>}
            {roles[0]}
          </Facts>
          {only.role === 'office' && together.length === 0 && <NobodyActs />}
        </span>
      </span>
    );
  const names = [...new Set(whose.map(({ name, organisationName }) => (name === '' ? organisationName : name)))];
  return (
    <span>
      <UserText>{names.slice(0, 3).join(comma)}</UserText>
      {names.length > 3 && ` ${t('gate.andMore', { count: names.length - 3 })}`}
      <span className="m-second">{roles.join(comma)}</span>
    </span>
  );
}

/** Votes that were counted cannot be held again at will: what comes first is said, above the way there. */
const isVotedDown = ({ verdict, assessmentId, act }: Finding): boolean =>
  verdict === 'not-met' && assessmentId !== null && mendings.has(act.kind);

const mendings: ReadonlySet<Finding['act']['kind']> = new Set(['order-correction', 'close-orders', 'verify-order']);

function Mending(): ReactNode {
  const t = useText();
  const term = useTerms();
  return <span className="m-second">{t('gate.mending', { unit: term('unit'), team: term('team') })}</span>;
}

/** What one may not do has no button: the column beside says whose it is. */
function Act({ act, primary }: { readonly act: Finding['act']; readonly primary: boolean }): ReactNode {
  const t = useText();
  if (!act.mayDo || act.targetId === null || act.kind === 'none') return null;
  return (
    <ButtonLink small primary={primary} href={addressOf(act.kind, act.targetId)}>
      {t(`gate.act.${act.kind}`)}
    </ButtonLink>
  );
}

function addressOf(kind: Exclude<Finding['act']['kind'], 'none'>, id: string): string {
  switch (kind) {
    case 'record-activity':
      return `/branches/${id}/record`;
    case 'record-make-up':
      return `/organisations/${id}/to-do?kind=make-up`;
    case 'open-assessment':
      return `/units/${id}/assessments`;
    case 'form-pool':
      return `/organisations/${id}/pools`;
    case 'enter-count':
    case 'confirm-assessment':
      return `/assessments/${id}`;
    case 'hand-in':
    case 'check-deliverable':
      return `/obligations/${id}`;
    case 'check-oneself':
      return `/units/${id}/self-check`;
    case 'verify-order':
      return `/orders/${id}`;
    case 'order-correction':
    case 'close-orders':
      return `/organisations/${id}/findings`;
  }
}
