import type { CampaignRecount, Manifest, Outcome, Recount } from '@muster/recount';
import zh from '@muster/recount/words/zh.json' with { type: 'json' };
import en from '@muster/recount/words/en.json' with { type: 'json' };

export type Language = 'zh' | 'en';

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Of one poll; whoever wants all of them has `--json`. */
const mostFaults = 50;

const texts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh, en };

export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    (texts[language][key] ?? key).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** What a recount came to, for people. */
export function told({ polls, campaign }: CampaignRecount, language: Language): readonly string[] {
  const say = sayIn(language);
  const lines = polls.flatMap(({ folder, recount }) => [...ofPoll(folder, recount, language), '']);
  if (campaign === null) return lines.slice(0, -1);
  const ofCampaign = campaign.faults.map(
    ({ code, folder }) => `  ${folder === null ? '' : `${folder}: `}${say(`fault-${code}`)}`,
  );
  const isHeld = campaign.faults.length === 0 && polls.every(({ recount: { faults } }) => faults.length === 0);
  return [
    ...lines,
    say(isHeld ? 'campaign-holds' : 'campaign-refused', { count: polls.length }),
    ...ofCampaign,
    say('campaign-root', { root: campaign.root }),
  ];
}

function ofPoll(folder: string, { poll, faults, outcome }: Recount, language: Language): string[] {
  const say = sayIn(language);
  const named = poll === null ? folder : say('poll', { id: poll.id.slice(0, 16) });
  const head = [folder === '' || poll === null ? named : `${folder}  ${named}`];
  if (poll !== null) head.push(`  ${ofWhom(poll.manifest, language)}`);
  if (outcome === null || poll === null) {
    const rest = faults.length - mostFaults;
    return [
      ...head,
      `  ${say('refused', { count: faults.length })}`,
      ...faults.slice(0, mostFaults).map(({ code, at }) => {
        const why = say(`fault-${code}`);
        return `  - ${at === null ? why : say('at', { number: at + 1, why })}`;
      }),
      ...(rest > 0 ? [`  ${say('more', { count: rest })}`] : []),
    ];
  }
  return [...head, ...ofOutcome(poll.manifest, outcome, say).map((line) => `  ${line}`), `  ${say('holds')}`];
}

function ofWhom({ units, raters }: Manifest, language: Language): string {
  const say = sayIn(language);
  const comma = language === 'zh' ? '、' : ', ';
  const rater = (code: string) => (texts[language][`rater-${code}`] === undefined ? code : say(`rater-${code}`));
  return say('of', { units: units.map(({ name }) => name).join(comma), raters: raters.map(rater).join(comma) });
}

function ofOutcome(manifest: Manifest, outcome: Outcome, say: Say): string[] {
  const { eligible, issued, cast, tally, hasTurnout, isBlocked, band, root } = outcome;
  const ended = say('root', { root });
  const turnout = say(hasTurnout ? 'turnout' : 'no-turnout');
  if (tally === null)
    return [say('counts-unopened', { eligible, issued, cast, fewest: manifest.fewestCast }), turnout, ended];
  const { num, den } = manifest.rule?.from ?? { num: 0, den: 1 };
  return [
    say('counts', { eligible, issued, cast, void: tally.void }),
    turnout,
    ...manifest.questions.flatMap(({ code, answers }, at) => [
      say(isAssessment(code, answers) ? 'question-satisfaction' : 'question', { code }),
      ...(tally.questions[at] ?? []).map((count, answer) => {
        const name = answer === 0 ? 'chose-nothing' : answerKey(code, answers);
        return `  ${say(name.replace('#', String(answer)), { number: answer })}  ${say('votes', { count })}`;
      }),
    ]),
    bandOf(manifest, band, say),
    isBlocked === null ? say('no-rule') : say(isBlocked ? 'blocked' : 'not-blocked', { num, den }),
    ...(hasTurnout ? [] : [say('no-outcome')]),
    ended,
  ];
}

/** The four answers of an assessment have names; what else is asked has numbers, as in its manifest. */
function answerKey(code: string, answers: number): string {
  return isAssessment(code, answers) ? 'satisfaction-#' : 'answer';
}

const isAssessment = (code: string, answers: number): boolean => code === 'satisfaction' && answers === 4;

function bandOf({ bands }: Manifest, band: number | null, say: Say): string {
  const { min = null, below = null } = (band === null ? undefined : bands?.limits[band]) ?? {};
  if (min === null && below === null) return say('band-none');
  const key = below === null ? 'band-from' : min === null ? 'band-below' : 'band-between';
  return say('band', { band: say(key, { min: min ?? '', below: below ?? '' }) });
}
