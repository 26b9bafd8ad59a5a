import type { ReportedQuestion } from "@chatloom/api-schema";

type Numbers = NonNullable<ReportedQuestion["numbers"]>;

const mostClasses = 12;

/** Describes how numbers are distributed. Values that are no numbers are left out; undefined if none is one. */
export function numbersOf(
  values: readonly { readonly value: string; readonly count: number }[],
): Numbers | undefined {
  const known = values
    .map(({ value, count }) => ({ value: Number(value), count }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) {
    return undefined;
  }
  const total = known.reduce((sum, it) => sum + it.count, 0);
  return {
    least: first.value,
    most: last.value,
    average: known.reduce((sum, it) => sum + it.value * it.count, 0) / total,
    median: medianOf(known, total),
    classes: classesOf(known, first.value, last.value),
  };
}

type Known = readonly { readonly value: number; readonly count: number }[];

/** The middle number, or the mean of the two in the middle. */
function medianOf(known: Known, total: number): number {
  const at = (place: number) => {
    let below = 0;
    for (const { value, count } of known) {
      below += count;
      if (below > place) {
        return value;
      }
    }
    return 0;
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}

/** A few different whole numbers, such as ratings, get a class each. */
function classesOf(known: Known, least: number, most: number): Numbers["classes"] {
  const span = most - least;
  const whole = known.every((it) => Number.isInteger(it.value));
  if (whole && span < mostClasses) {
    return Array.from({ length: span + 1 }, (_, index) => ({
      from: least + index,
      to: least + index + 1,
      count: known.find((it) => it.value === least + index)?.count ?? 0,
    }));
  }
  const width = roundWidth(span / mostClasses);
  const from = Math.floor(least / width) * width;
  const length = Math.floor((most - from) / width) + 1;
  const classes = Array.from({ length }, (_, index) => ({
    from: tidy(from + index * width),
    to: tidy(from + (index + 1) * width),
    count: 0,
  }));
  for (const { value, count } of known) {
    const own = classes[Math.floor((value - from) / width)] ?? classes.at(-1);
    if (own) {
      own.count += count;
    }
  }
  return classes;
}

/** Returns a width of 1, 2 or 5 times a power of ten that is not below this one. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width || 1));
  return power * ([1, 2, 5, 10].find((it) => it * power >= width) ?? 10);
}

/** Removes what binary fractions add: 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
