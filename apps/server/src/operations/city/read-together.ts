import type { ReadAt } from './meetings.ts';
import type { BatchPlan } from './plan-city.ts';
import { goesByStages } from './tracks.ts';

const constitution = [
  'general',
  'members',
  'system',
  'central',
  'local',
  'primary',
  'cadres',
  'discipline',
  'inspection',
  'groups',
  'youth-league',
  'emblem',
].map((chapter) => `constitution/${chapter}`);

/** On the days of training, to which everybody comes, one after the other. */
const onTrainingDays: readonly (readonly string[])[] = [
  constitution.slice(0, 6),
  ['reader', 'circular-20', ...constitution.slice(6)],
  ['speech-january', 'own-choice'],
];

/** Evenings that are about it; whoever was away has not read it then. */
const inTheEvening: readonly (readonly [topic: string, pieces: readonly string[]])[] = [
  ['党章总纲', constitution.slice(0, 1)],
  ['党员的义务和权利', constitution.slice(1, 2)],
  ['通读党章', constitution],
  ['读本第三单元', ['reader']],
  ['1 月 14 日讲话', ['speech-january']],
  ['中发 20 号文件', ['circular-20']],
  ['交流学习', ['own-choice']],
];

/** Of five branches one left some of it for later. */
const leftForLater = [
  ['own-choice'],
  ['circular-20', 'speech-january'],
  constitution.slice(9),
  ['reader'],
  constitution.slice(7, 9),
] as const;

/** All that is asked is read by the third day of training. */
export function readInFirstBatch(batch: BatchPlan): ReadAt {
  return readIn(batch, () => []);
}

/** As far as branches came by day 20: all of it, all but some, or what the evenings were about. */
export function readInSecondBatch(batch: BatchPlan): ReadAt {
  return readIn(batch, (branch) => {
    const number = Number(branch.replaceAll(/\D/g, ''));
    return number % 5 === 4 ? (leftForLater[Math.floor(number / 5) % leftForLater.length] ?? []) : [];
  });
}

/** Each piece once in a branch; only where somebody belongs to a unit that is asked to read, which those that hold the key steps are not. */
function readIn({ organisations }: BatchPlan, later: (branch: string) => readonly string[]): ReadAt {
  const asked = new Set(
    organisations.flatMap(({ code, units, members }) =>
      units.some((unit, place) => goesByStages(unit) && (place === 0 || (members[place] ?? 0) > 0)) ? [code] : [],
    ),
  );
  const named = new Map<string, Set<string>>();
  const trained = new Map<string, number>();
  return ({ branch, kind, topic }) => {
    if (!asked.has(branch)) return [];
    const before = named.get(branch) ?? new Set();
    const day = trained.get(branch) ?? 0;
    const isTraining = kind === 'concentrated-training';
    if (isTraining) trained.set(branch, day + 1);
    const onTheDay = (onTrainingDays[day] ?? []).filter((piece) => !later(branch).includes(piece));
    const evening = inTheEvening.find(([words]) => topic.includes(words))?.[1] ?? [];
    const pieces = (isTraining ? onTheDay : evening).filter((piece) => !before.has(piece));
    named.set(branch, new Set([...before, ...pieces]));
    return pieces;
  };
}
