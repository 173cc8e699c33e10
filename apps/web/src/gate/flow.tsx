import type { ReactNode } from 'react';
import { useTerms } from '../app/campaign.ts';
import { civilDate, timeText } from '../app/format/dates.ts';
import { useFormat } from '../app/format/use-format.ts';
import { Say } from '../app/i18n/say.tsx';
import { useComma } from '../app/i18n/use-comma.ts';
import { useText } from '../app/i18n/use-text.ts';
import { FlowSteps } from '../ui/course/flow-steps.tsx';
import { Facts } from '../ui/text/facts.tsx';
import { UserText } from '../ui/text/user-text.tsx';
import { ApplyAct } from './apply-act.tsx';
import type { Finding, Gate } from './queries.ts';
import { isOpen, metOf, openOf, stepAt, type Standing } from './standing.ts';

type Props = { readonly gate: Gate; readonly standing: Standing };

/** Prepare, the unit applies, the team endorses, the office decides: whose turn it is and since when. */
export function Flow({ gate, standing }: Props): ReactNode {
  const t = useText();
  const term = useTerms();
  const { day, due } = useFormat();
  const { transition } = gate;
  const { hard } = openOf(gate.findings);
  const applied = transition === null ? undefined : stepAt(transition, 'applied');
  const endorsed = transition === null ? undefined : stepAt(transition, 'endorsed');
  const since = 'since' in standing ? <Since at={standing.since} /> : null;
  const toMend = standing.is === 'to-mend';
  const preparing = standing.is === 'blocked' || standing.is === 'early' || toMend;
  const mayApply = standing.is === 'ready' || standing.is === 'sent-back';
  const opens =
    standing.is === 'early'
      ? t('gate.flow.fromDay', { day: day(standing.earliestOn) })
      : t(mayApply ? 'gate.flow.mayApply' : toMend ? 'gate.flow.whenMended' : 'gate.flow.whenMet');
  return (
    <FlowSteps
      {...(transition === null && { action: <ApplyAct gate={gate} standing={standing} /> })}
      steps={[
        {
          key: 'prepare',
          now: preparing,
          name: t('gate.flow.prepare'),
          lines: toMend
            ? [t(`gate.flow.toMend.${standing.as}`, { day: due(standing.dueOn) })]
            : hard === 0
              ? [t(`gate.flow.nothingOpen.${metOf(gate.findings)}`)]
              : [t('gate.flow.open', { count: hard }), <Whose key="whose" gate={gate} />],
        },
        {
          key: 'apply',
          now: mayApply,
          name: t('gate.flow.apply', { unit: term('unit', 'start') }),
          lines: [
            applied === undefined ? opens : <Done key="done" step={applied} />,
            <Facts key="who">
              {gate.heads.map((name) => (
                <UserText key={name}>{name}</UserText>
              ))}
              {term('head')}
            </Facts>,
          ],
        },
        {
          key: 'endorse',
          now: standing.is === 'applied',
          name: t('gate.flow.endorse', { team: term('team', 'start') }),
          lines: [
            endorsed !== undefined ? (
              <Done key="done" step={endorsed} />
            ) : standing.is === 'applied' ? (
              since
            ) : (
              t('gate.flow.afterApplying')
            ),
            <Teams key="who" gate={gate} />,
          ],
        },
        {
          key: 'decide',
          now: standing.is === 'endorsed',
          name: t('gate.flow.decide', { office: term('office', 'start') }),
          lines: [
            standing.is === 'endorsed' ? since : t('gate.flow.afterEndorsing'),
            gate.office === null ? term('office') : <UserText key="who">{gate.office}</UserText>,
          ],
        },
      ]}
    />
  );
}

/** Those whose turn it is to close what is open, else the heads. */
function Whose({ gate }: { readonly gate: Gate }): ReactNode {
  const term = useTerms();
  const turns = gate.findings
    .filter((one) => one.isHard && isOpen(one))
    .flatMap(({ whose, together }) => whose.map((who) => ({ ...who, isPooled: together.length > 0 })));
  const first = turns[0];
  if (first === undefined)
    return <Facts>{[...gate.heads.map((name) => <UserText key={name}>{name}</UserText>), term('head')]}</Facts>;
  return (
    <Facts>
      <UserText>{first.name === '' ? first.organisationName : first.name}</UserText>
      {term(termOf(first.role))}
      {first.role === 'office' && !first.isPooled && <NobodyActs />}
    </Facts>
  );
}

/** All of the team are recused, or nobody is on it: the office names somebody else. */
export function NobodyActs(): ReactNode {
  const t = useText();
  const term = useTerms();
  return <span className="m-gap">{t('gate.nobodyActs', { team: term('team'), office: term('office') })}</span>;
}

function Teams({ gate }: { readonly gate: Gate }): ReactNode {
  const t = useText();
  const term = useTerms();
  const comma = useComma();
  if (gate.teams.length === 0) return <span className="m-gap">{t('gate.flow.noTeam', { team: term('team') })}</span>;
  const able = gate.teams.filter(({ acting }) => acting.length > 0);
  return (
    <>
      {(able.length > 0 ? able : gate.teams).map(({ id, name, acting }) => (
        <Facts key={id}>
          <UserText>{name}</UserText>
          {acting.length > 0 && <UserText>{acting.join(comma)}</UserText>}
        </Facts>
      ))}
      {able.length === 0 && <NobodyActs />}
    </>
  );
}

function Done({ step }: { readonly step: { readonly actorName: string; readonly at: string } }): ReactNode {
  return (
    <Say k="gate.flow.done" values={{ who: <UserText>{step.actorName}</UserText>, time: <Moment at={step.at} /> }} />
  );
}

function Since({ at }: { readonly at: string }): ReactNode {
  return <Say k="gate.flow.since" values={{ time: <Moment at={at} /> }} />;
}

export function Moment({ at }: { readonly at: string }): ReactNode {
  const { day } = useFormat();
  return (
    <span className="m-nowrap">
      {day(civilDate(at))} {timeText(at, 'minute')}
    </span>
  );
}

/** The word of the playbook for a role of an office; whoever supervises does so in a team. */
export function termOf(role: Finding['whose'][number]['role']): 'head' | 'clerk' | 'secretary' | 'office' | 'team' {
  return role === 'head' || role === 'clerk' || role === 'secretary' || role === 'office' ? role : 'team';
}
