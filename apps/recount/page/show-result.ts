import type { Manifest, Outcome } from '@muster/proof';
import { made } from './made.ts';
import type { Counted, Result } from './recount-files.ts';
import { hasWords, type Language, type Say } from './words.ts';

/** Of one poll: the page is for reading. */
const mostFaults = 200;

/** A result as parts of the page. */
export function shown({ polls, campaign }: Result, say: Say, language: Language): HTMLElement[] {
  const sheets = polls.map((poll) => ofPoll(poll, say, language));
  if (campaign === null) return sheets;
  const isHeld = campaign.faults.length === 0 && polls.every(({ faults }) => faults.length === 0);
  const lines = campaign.faults.map(({ code, folder }) =>
    made('li', {}, folder === null ? say(`fault-${code}`) : `${folder}: ${say(`fault-${code}`)}`),
  );
  const whole = made(
    'section',
    { class: 'sheet' },
    verdict(isHeld, say(isHeld ? 'campaign-holds' : 'campaign-refused', { count: polls.length })),
    ...(lines.length === 0 ? [] : [made('ul', { class: 'faults' }, ...lines)]),
    made('p', { class: 'root' }, say('campaign-root', { root: campaign.root })),
  );
  return [whole, ...sheets];
}

/** Glyph, word and colour: printed grey it still reads. */
function verdict(isHeld: boolean, sentence: string): HTMLElement {
  const glyph = made('span', { 'aria-hidden': 'true' }, isHeld ? '✓' : '◆');
  return made('p', { class: isHeld ? 'verdict held' : 'verdict refused' }, glyph, ` ${sentence}`);
}

function ofPoll({ folder, faults, outcome, poll }: Counted, say: Say, language: Language): HTMLElement {
  const name = poll === null ? folder : say('poll', { id: poll.id.slice(0, 16) });
  const head = [made('h2', {}, name === '' ? say('page-title') : name)];
  if (poll !== null) head.push(made('p', { class: 'caption' }, ofWhom(poll.manifest, say, language)));
  if (outcome === null || poll === null) {
    const lines = faults.slice(0, mostFaults).map(({ code, at }) => {
      const why = say(`fault-${code}`);
      return made('li', {}, at === null ? why : say('at', { number: at + 1, why }));
    });
    const rest = faults.length - mostFaults;
    if (rest > 0) lines.push(made('li', {}, say('page-more', { count: rest })));
    const sentence = say('refused', { count: faults.length });
    return made(
      'section',
      { class: 'sheet' },
      ...head,
      verdict(false, sentence),
      made('ul', { class: 'faults' }, ...lines),
    );
  }
  return made(
    'section',
    { class: 'sheet' },
    ...head,
    verdict(true, say('holds')),
    ...ofOutcome(poll.manifest, outcome, say),
  );
}

function ofWhom({ units, raters }: Manifest, say: Say, language: Language): string {
  const comma = language === 'zh' ? '、' : ', ';
  const rater = (code: string) => (hasWords(`rater-${code}`) ? say(`rater-${code}`) : code);
  return say('of', { units: units.map(({ name }) => name).join(comma), raters: raters.map(rater).join(comma) });
}

function ofOutcome(manifest: Manifest, outcome: Outcome, say: Say): HTMLElement[] {
  const { eligible, issued, cast, tally, hasTurnout, isBlocked, band, root } = outcome;
  const counts = { eligible, issued, cast, void: tally?.void ?? 0, fewest: manifest.fewestCast };
  const lines = [
    say(tally === null ? 'counts-unopened' : 'counts', counts),
    say(hasTurnout ? 'turnout' : 'no-turnout'),
  ];
  if (tally !== null) {
    const { num, den } = manifest.rule?.from ?? { num: 0, den: 1 };
    lines.push(bandOf(manifest, band, say));
    lines.push(isBlocked === null ? say('no-rule') : say(isBlocked ? 'blocked' : 'not-blocked', { num, den }));
    if (!hasTurnout) lines.push(say('no-outcome'));
  }
  return [
    ...lines.map((line) => made('p', {}, line)),
    ...(tally === null
      ? []
      : manifest.questions.map((question, at) => tableOf(question, tally.questions[at] ?? [], say))),
    made('p', { class: 'root' }, say('root', { root })),
  ];
}

function tableOf({ code, answers }: Manifest['questions'][number], counts: readonly number[], say: Say): HTMLElement {
  const isKnown = code === 'satisfaction' && answers === 4;
  const rows = counts.map((count, answer) => {
    const name = isKnown ? say(`satisfaction-${answer}`) : say('answer', { number: answer });
    const head = made('th', { scope: 'row' }, answer === 0 ? say('chose-nothing') : name);
    return made('tr', {}, head, made('td', {}, say('votes', { count })));
  });
  return made(
    'table',
    {},
    made('caption', {}, say(isKnown ? 'question-satisfaction' : 'question', { code })),
    made('tbody', {}, ...rows),
  );
}

function bandOf({ bands }: Manifest, band: number | null, say: Say): string {
  const { min = null, below = null } = (band === null ? undefined : bands?.limits[band]) ?? {};
  if (min === null && below === null) return say('band-none');
  const key = below === null ? 'band-from' : min === null ? 'band-below' : 'band-between';
  return say('band', { band: say(key, { min: min ?? '', below: below ?? '' }) });
}
