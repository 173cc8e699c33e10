/**
 * A sample that anybody draws again: the ids in their order, shuffled from the front by the numbers of a seed of 32 hexadecimal digits.
 * The same ids and the same seed give the same sample, in whatever order the ids came.
 */
export function drawSample(ids: readonly string[], count: number, seed: string): readonly string[] {
  const left = [...ids].toSorted((a, b) => (a < b ? -1 : 1));
  const below = numbersOf(seed);
  const most = Math.min(count, left.length);
  for (let at = 0; at < most; at += 1) {
    const from = at + below(left.length - at);
    const [here, there] = [left[at] ?? '', left[from] ?? ''];
    left[at] = there;
    left[from] = here;
  }
  return left.slice(0, most);
}

const whole = 2 ** 32;

/** Small fast counting generator (sfc32): numbers below a bound, each as likely as the next. */
function numbersOf(seed: string): (bound: number) => number {
  let [a = 0, b = 0, c = 0, counter = 1] = (seed.match(/.{8}/g) ?? []).map((part) => Number.parseInt(part, 16) | 0);
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let spin = 0; spin < 12; spin += 1) next();
  return (bound) => {
    // What would make the first numbers likelier is drawn again.
    const fair = whole - (whole % bound);
    let drawn = next();
    while (drawn >= fair) drawn = next();
    return drawn % bound;
  };
}
