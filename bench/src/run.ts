/**
 * `npm run bench`: what is promised of speed, each beside a limit or a peer of the same run on the same machine. It takes
 * some twenty minutes, builds the demo city in a folder of its own and throws it away. `npm run bench -- P2 P4` measures
 * only those; `--at <address> --data <folder>` asks a demo city that is being served instead of building one. `npm run bench -- P7
 * --voters 20000` holds a vote of so many from the roster to the recount, says what was counted, and fails where anything disagrees.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildCity, visitCity, type City } from './city.ts';
import type { Figure } from './figure.ts';
import { ballots } from './measures/ballots.ts';
import { firstStart } from './measures/first-start.ts';
import { gates } from './measures/gates.ts';
import { pageWeight } from './measures/page-weight.ts';
import { recounting } from './measures/recounting.ts';
import { rebuild } from './measures/rebuild.ts';
import { rollupPage } from './measures/rollup-page.ts';
import { rosterImport } from './measures/roster-import.ts';
import { signInLimit } from './measures/sign-in-limit.ts';
import { signIns } from './measures/sign-ins.ts';

const measures: Readonly<Record<string, (city: City) => Figure[] | Promise<Figure[]>>> = {
  P1: signInLimit,
  P2: rollupPage,
  P4: gates,
  P5: rosterImport,
  P6: rebuild,
  P10: firstStart,
  P12: signIns,
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { at: { type: 'string' }, data: { type: 'string' }, voters: { type: 'string', default: '5000' } },
});
const voters = Number(values.voters);
if (!Number.isInteger(voters) || voters < 20) throw new Error('--voters takes a whole number, at least 20.');

/** Those that need no city. */
const bare: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  P7: async () => [...recounting(), ...(await ballots(voters, say))],
  P11: pageWeight,
};
const known = [...Object.keys(measures), ...Object.keys(bare)];
const strange = positionals.filter((id) => !known.includes(id));
if (strange.length > 0) throw new Error(`There is no ${strange.join(', ')}; there are ${known.join(', ')}.`);
const wanted = positionals.length === 0 ? known : positionals;

const figures: Figure[] = [];
for (const [id, measure] of Object.entries(bare)) {
  if (!wanted.includes(id)) continue;
  say(`Measuring ${id}`);
  figures.push(...(await measure()));
}
const ofCity = Object.entries(measures).filter(([id]) => wanted.includes(id));
if (ofCity.length > 0) {
  const { at, data } = values;
  const city = await (at !== undefined && data !== undefined ? visitCity(at, data) : buildCity(say));
  try {
    for (const [id, measure] of ofCity) {
      say(`Measuring ${id}`);
      figures.push(...(await measure(city)));
    }
  } finally {
    await city.stop();
  }
}

const [processor] = cpus();
process.stdout.write(
  `${cpus().length} × ${processor?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}\n`,
);
for (const { id, what, ours, beside, wanted: limit, holds } of figures.toSorted(
  (a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)),
))
  process.stdout.write(
    `${holds ? 'holds ' : 'MISSED'}  ${id.padEnd(3)}  ${what}: ${ours}, beside ${beside} (wanted: ${limit})\n`,
  );
