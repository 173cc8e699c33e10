import type { ReactNode } from 'react';
import { useTerms, useTitles } from '../app/campaign.ts';
import { percentText } from '../app/format/numbers.ts';
import { useFormat } from '../app/format/use-format.ts';
import { useLanguage } from '../app/i18n/use-language.ts';
import { Say } from '../app/i18n/say.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { useHours } from '../study/use-hours.ts';
import { GapText } from '../ui/course/condition-name.tsx';
import { NowNeeded } from '../ui/figure/now-needed.tsx';
import { Anchor } from '../ui/frame/anchor.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import type { Finding } from './queries.ts';
import { lackingUnseen, neededOf, shortfall } from './standing.ts';

type Props = { readonly finding: Finding };

/** Measures that are a number, and what is counted. */
const counted: Readonly<Record<string, 'days' | 'sessions' | undefined>> = {
  'study.concentrated-days': 'days',
  'study.sessions-held': 'sessions',
};

/** Shares that are to be large. */
const atLeast: Readonly<Record<string, 'atLeast' | 'present' | 'madeUp' | undefined>> = {
  'assessment.satisfied': 'atLeast',
  'study.attendance': 'present',
  'study.made-up': 'madeUp',
};

/** `10 %` of 1/10, `12.5 %` of 1/8. */
const share = (num: number, den: number): string => `${Math.round((num * 10_000) / den) / 100} %`;

/** What the condition asks for, beneath its name, unless the name says so already. */
export function useRule(): (finding: Finding) => string | undefined {
  const t = useText();
  const term = useTerms();
  const titles = useTitles();
  const hours = useHours();
  const comma = useLanguage() === 'zh' ? '，' : ', ';
  return ({ title, measure, grain, memberNeeds, thresholdNum: num, thresholdDen: den, presentNum, presentDen }) => {
    if (num === null || den === null) return t('ui.standardNotSet');
    const said = (figure: string): boolean => titles.of(title).includes(figure);
    if (measure === 'deliverable.accepted' || measure === 'supervision.self-check') return undefined;
    if (measure === 'supervision.orders-closed') return t('gate.rule.orders', { share: share(num, den) });
    if (measure === 'study.lectures-given') return t('gate.rule.lectures');
    const unit = counted[measure];
    if (unit !== undefined) {
      const number = said(String(num)) ? [] : [t(`gate.rule.${unit}`, { count: num })];
      const whoCame =
        presentNum === null || presentDen === null
          ? []
          : [t('gate.rule.dayPresent', { share: share(presentNum, presentDen), members: term('member', 'many') })];
      return [...number, ...whoCame].join(comma) || undefined;
    }
    if (grain === 'unit') {
      const rule = atLeast[measure] ?? 'below';
      return said(share(num, den)) ? undefined : t(`gate.rule.${rule}`, { share: share(num, den) });
    }
    const each = { hours: hours.words(memberNeeds ?? 0) };
    if (num !== den) return t('gate.rule.share', { ...each, share: share(num, den), members: term('member', 'many') });
    return said(hours.figure(memberNeeds ?? 0)) ? undefined : t('gate.rule.each', { ...each, member: term('member') });
  };
}

/** Members who reach it, of those who must; the number opens the list of the others. */
export function NowCell({ finding, unitId }: Props & { readonly unitId: string }): ReactNode {
  const { num, grain, missing, code } = finding;
  if (grain === 'member') {
    return (
      <span>
        <NowNeeded
          now={num ?? '—'}
          needed={neededOf(finding) ?? '—'}
          ticks
          {...(missing.length > 0 && { href: `/units/${unitId}?lacking=${encodeURIComponent(code)}` })}
        />
      </span>
    );
  }
  return (
    <span>
      <UnitNow finding={finding} />
    </span>
  );
}

/** The unit's own figure: days, activities, whether something is accepted, or a share of the votes. */
function UnitNow({ finding }: Props): ReactNode {
  const t = useText();
  const { measure, num, den, thresholdNum, thresholdDen, assessmentId } = finding;
  const unit = counted[measure];
  if (unit !== undefined)
    return <NowNeeded now={t(`gate.${unit}`, { count: num ?? 0 })} needed={thresholdNum ?? '—'} />;
  if (measure === 'supervision.orders-closed' || measure === 'study.lectures-given')
    return <NowNeeded now={num ?? 0} needed={den ?? 1} />;
  if (measure === 'supervision.self-check') return t(num === 1 ? 'gate.selfChecked' : 'gate.gap.check-oneself');
  if (measure === 'deliverable.accepted') return t(num === 1 ? 'gate.accepted' : `gate.gap.${finding.act.kind}`);
  const nowOf = (part: number | null, whole: number | null): string =>
    part === null || whole === null ? t(notMeasured(measure)) : percentText(part, whole);
  const sign = atLeast[measure] === undefined ? '<' : '≥';
  const needed = thresholdNum === null || thresholdDen === null ? '—' : `${sign}${share(thresholdNum, thresholdDen)}`;
  return (
    <NowNeeded
      now={assessmentId !== null && den === 0 ? t('gate.tooFewPapers') : nowOf(num, den)}
      needed={needed}
      {...(assessmentId !== null && { href: `/assessments/${assessmentId}` })}
    />
  );
}

const notMeasured = (measure: string) => (measure === 'study.attendance' ? 'gate.notHeld' : 'gate.notAssessed');

/** The gap in words: how many people and how much in all, or what the vote waits for. */
export function GapCell({ finding }: Props): ReactNode {
  const t = useText();
  const hours = useHours();
  const { day } = useFormat();
  const { measure, grain, verdict, num, den, missing, act, thresholdNum, together, countedAt, tooFew, opensOn } =
    finding;
  if (grain === 'member') {
    const { people, all, most } = shortfall(missing);
    const unseen = lackingUnseen(finding);
    if (people === 0)
      return (
        <span>
          <GapText>{unseen > 0 ? t('gate.gap.short', { count: unseen }) : t('gate.gap.nobody')}</GapText>
        </span>
      );
    const others = unseen > 0 ? t('gate.gap.othersShort', { count: unseen }) : null;
    return (
      <span>
        <GapText detail={others ?? t('gate.gap.most', { hours: hours.words(most) })}>
          {t('gate.gap.people', { count: people, hours: hours.words(all) })}
        </GapText>
      </span>
    );
  }
  if (verdict === 'waiting' && measure === 'study.lectures-given')
    return (
      <span>
        <GapText state="wait" detail={t('gate.gap.countsAsOpen')}>
          {t('gate.gap.nobodyLectures')}
        </GapText>
      </span>
    );
  if (verdict === 'waiting' && countedAt !== null)
    return (
      <span>
        <GapText state="wait" detail={<Together units={together} />}>
          <CountedAt at={countedAt} />
        </GapText>
      </span>
    );
  if (verdict === 'waiting' && tooFew !== null)
    return (
      <span>
        <GapText state="wait" detail={t('gate.gap.fewVoters', tooFew)}>
          {t('gate.gap.form-pool')}
        </GapText>
      </span>
    );
  if (verdict === 'waiting')
    return (
      <span>
        <GapText state="wait" detail={together.length > 0 ? <Together units={together} /> : t('gate.gap.countsAsOpen')}>
          {t(`gate.gap.${act.kind}`)}
        </GapText>
      </span>
    );
  const unit = counted[measure];
  if (unit !== undefined)
    return (
      <span>
        <GapText>{t(`gate.gap.${unit}`, { count: (thresholdNum ?? 0) - (num ?? 0) })}</GapText>
      </span>
    );
  if (measure === 'study.attendance')
    return (
      <span>
        <GapText>{t('gate.gap.absent', { count: (den ?? 0) - (num ?? 0), of: den ?? 0 })}</GapText>
      </span>
    );
  if (measure === 'supervision.orders-closed')
    return (
      <span>
        <GapText>{t('gate.gap.orders', { count: (den ?? 0) - (num ?? 0) })}</GapText>
      </span>
    );
  if (measure === 'study.lectures-given')
    return (
      <span>
        <GapText detail={t('gate.gap.lecturesDetail')}>
          {t('gate.gap.lectures', { count: (den ?? 0) - (num ?? 0) })}
        </GapText>
      </span>
    );
  if (measure === 'study.made-up')
    return (
      <span>
        <GapText>{t('gate.gap.notMadeUp', { count: (den ?? 0) - (num ?? 0), of: den ?? 0 })}</GapText>
      </span>
    );
  if (measure === 'deliverable.accepted' || measure === 'supervision.self-check')
    return (
      <span>
        <GapText state={act.kind === 'check-deliverable' ? 'wait' : 'gap'}>{t(`gate.gap.${act.kind}`)}</GapText>
      </span>
    );
  if (finding.assessmentId !== null && den === 0 && act.kind === 'open-assessment' && opensOn === null)
    return (
      <span>
        <GapText detail={t('gate.gap.again')}>{t('gate.gap.noOutcome')}</GapText>
      </span>
    );
  const votes = measure === 'assessment.satisfied' ? 'gate.gap.satisfiedVotes' : 'gate.gap.votes';
  return (
    <span>
      <GapText
        detail={
          opensOn !== null ? (
            t('gate.gap.opensOn', { day: day(opensOn) })
          ) : countedAt === null ? (
            t(`gate.gap.${nextVote(act.kind)}`)
          ) : (
            <CountedAt at={countedAt} again />
          )
        }
      >
        {t(votes, { num: num ?? 0, den: den ?? 0 })}
      </GapText>
    </span>
  );
}

/** What there is of the vote after the one that stands. */
function nextVote(act: Finding['act']['kind']): 'mended' | 'countingAgain' | 'confirmingAgain' | 'afterMending' {
  if (act === 'open-assessment') return 'mended';
  if (act === 'enter-count') return 'countingAgain';
  return act === 'confirm-assessment' ? 'confirmingAgain' : 'afterMending';
}

/** Who was pooled for the vote that is to be opened, and where it will be counted. */
function Together({ units }: { readonly units: Finding['together'] }): ReactNode {
  const [host] = units;
  const names = units.map(({ name }) => name).join('、');
  return (
    <Say
      k="gate.gap.together"
      values={{ units: <UserText>{names}</UserText>, host: <UserText>{host?.name ?? ''}</UserText> }}
    />
  );
}

/** Its sheets are at the unit that hosts the vote: whoever may read them is led there. */
function CountedAt({
  at: { unit, assessmentId },
  again = false,
}: {
  readonly at: NonNullable<Finding['countedAt']>;
  readonly again?: boolean;
}): ReactNode {
  const host =
    assessmentId === null ? (
      <UserText>{unit.name}</UserText>
    ) : (
      <Anchor className="m-link" href={`/assessments/${assessmentId}`}>
        <UserText>{unit.name}</UserText>
      </Anchor>
    );
  return <Say k={again ? 'gate.gap.countedAgainAt' : 'gate.gap.countedAt'} values={{ host }} />;
}
