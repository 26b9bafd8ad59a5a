/** People who got a variant, and those of them who reached the goal. */
export interface Sample {
  readonly people: number;
  readonly converted: number;
}

/** A range that holds the true value with a given probability. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const gridSize = 4_000;
const spread = 8;

/**
 * Returns for each variant the probability that its true rate is the highest, by Bayes' rule with a uniform prior: rates follow
 * Beta(converted + 1, others + 1). Integrates on a grid; the error is below 0.001.
 */
export function probabilitiesToBeBest(samples: readonly Sample[]): readonly number[] {
  const posteriors = samples.map(({ people, converted }) => {
    const a = converted + 1;
    const b = people - converted + 1;
    const mean = a / (a + b);
    const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
    return { a, b, mean, deviation };
  });
  const low = Math.max(0, Math.min(...posteriors.map((it) => it.mean - spread * it.deviation)));
  const high = Math.min(1, Math.max(...posteriors.map((it) => it.mean + spread * it.deviation)));
  const step = (high - low) / gridSize;
  const densities = posteriors.map(({ a, b, mean }) => {
    const peak = logDensity(a, b, mean);
    const density = Array.from({ length: gridSize }, (_, index) =>
      Math.exp(logDensity(a, b, low + (index + 0.5) * step) - peak),
    );
    const total = density.reduce((sum, it) => sum + it, 0);
    return density.map((it) => it / total);
  });
  const below = densities.map(cumulated);
  return densities.map((density, own) =>
    density.reduce(
      (sum, it, index) =>
        sum +
        it * below.reduce((all, other, at) => (at === own ? all : all * (other[index] ?? 0)), 1),
      0,
    ),
  );
}

/** The standard deviation of the differences that are expected beforehand: 5 percentage points. */
const expectedDifference = 0.05;

/**
 * Returns the interval of the difference of two rates (second minus first) that stays right however often one looks: a
 * confidence sequence of the mixture sequential probability ratio test (Johari et al., "Always valid inference", 2022). `alpha` is
 * the share of experiments in which it may ever miss the true difference.
 */
export function alwaysValidInterval(first: Sample, second: Sample, alpha: number): Interval {
  const difference = rateOf(second) - rateOf(first);
  const variance = varianceOf(first) + varianceOf(second);
  const mixed = variance + expectedDifference ** 2;
  const width = Math.sqrt(
    ((2 * variance * mixed) / expectedDifference ** 2) *
      (Math.log(1 / alpha) + 0.5 * Math.log(mixed / variance)),
  );
  return { low: Math.max(-1, difference - width), high: Math.min(1, difference + width) };
}

/** Returns the probability that counts differ from expected shares at least so much by chance: Pearson's chi-square test. */
export function chanceOfUnevenSplit(counts: readonly number[], weights: readonly number[]): number {
  const total = counts.reduce((sum, it) => sum + it, 0);
  const weight = weights.reduce((sum, it) => sum + it, 0);
  if (total === 0 || weight === 0 || counts.length < 2) {
    return 1;
  }
  const distance = counts.reduce((sum, count, index) => {
    const expected = (total * (weights[index] ?? 0)) / weight;
    return expected === 0 ? sum : sum + (count - expected) ** 2 / expected;
  }, 0);
  const drawn = weights.filter((it) => it > 0).length;
  return chiSquareTail(distance, drawn - 1);
}

/** Returns the probability that a chi-square variable is above a value: the upper regularized gamma function Q(k/2, x/2). */
export function chiSquareTail(value: number, freedom: number): number {
  if (value <= 0 || freedom <= 0) {
    return 1;
  }
  const a = freedom / 2;
  const x = value / 2;
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; term > sum * 1e-12; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  // Lentz's continued fraction.
  let b = x + 1 - a;
  let c = 1 / 1e-300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 500; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-12) {
      break;
    }
  }
  return front * fraction;
}

/** Returns the share of people who converted. */
export function rateOf({ people, converted }: Sample): number {
  return people === 0 ? 0 : converted / people;
}

/** Half a conversion more keeps the variance above zero where nobody, or everybody, converted. */
function varianceOf({ people, converted }: Sample): number {
  const rate = (converted + 0.5) / (people + 1);
  return (rate * (1 - rate)) / (people + 1);
}

function logDensity(a: number, b: number, x: number): number {
  return (a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x);
}

/** Returns the probability below the middle of each cell. */
function cumulated(density: readonly number[]): readonly number[] {
  let sum = 0;
  return density.map((it) => {
    const middle = sum + it / 2;
    sum += it;
    return middle;
  });
}

/** Lanczos' approximation. */
const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

function logGamma(value: number): number {
  if (value < 0.5) {
    return Math.log(Math.PI / Math.sin(Math.PI * value)) - logGamma(1 - value);
  }
  const x = value - 1;
  const t = x + 7.5;
  const series = lanczos.reduce((sum, it, index) => sum + it / (x + index + 1), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(series);
}
