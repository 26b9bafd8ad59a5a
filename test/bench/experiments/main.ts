import {
  falseAlarms,
  judgeExperiment,
} from "../../../server/src/domain/experiments/judge-experiment.ts";

// `npm run bench:experiments`: A/A tests whose variants do the same, looked at every day, and tests with a true difference. Ends with
// code 1 if more A/A tests are ever called won than promised. It takes about two minutes of processor time, with `--short` a fifth.

const tests = process.argv.includes("--short") ? 60 : 300;
const days = 60;

interface Case {
  readonly name: string;
  readonly rates: readonly number[];
  readonly peoplePerDay: number;
}

const same: readonly Case[] = [
  { name: "A/A, 2 %, 500 people a day", rates: [0.02, 0.02], peoplePerDay: 500 },
  { name: "A/A, 5 %, 100 people a day", rates: [0.05, 0.05], peoplePerDay: 100 },
  { name: "A/A, 20 %, 40 people a day", rates: [0.2, 0.2], peoplePerDay: 40 },
  { name: "A/A, 50 %, 1,000 people a day", rates: [0.5, 0.5], peoplePerDay: 1_000 },
  { name: "A/A/A/A, 10 %, 100 people a day", rates: [0.1, 0.1, 0.1, 0.1], peoplePerDay: 100 },
];
const different: readonly Case[] = [
  { name: "5 % against 7 %, 200 people a day", rates: [0.05, 0.07], peoplePerDay: 200 },
  { name: "20 % against 25 %, 100 people a day", rates: [0.2, 0.25], peoplePerDay: 100 },
];

const random = seeded(20_261_129);
let worst = 0;
console.log(
  `${tests} tests each, looked at on each of ${days} days; at most ${falseAlarms * 100} % may be won\n`,
);
for (const it of same) {
  const { won } = simulate(it);
  worst = Math.max(worst, won / tests);
  console.log(`${it.name}: ${((won / tests) * 100).toFixed(1)} % called won`);
}
for (const it of different) {
  const { won, right, day } = simulate(it);
  console.log(
    `${it.name}: ${((won / tests) * 100).toFixed(1)} % won, ${right} of ${won} for the right one, after ${day} days (median)`,
  );
}
if (worst > falseAlarms) {
  console.error(`\nMore A/A tests are called won than promised: ${(worst * 100).toFixed(1)} %`);
  process.exitCode = 1;
}

/** Plays all tests of a case until they are called won or the days are over. */
function simulate({ rates, peoplePerDay }: Case) {
  const wonOn: number[] = [];
  let right = 0;
  const best = rates.indexOf(Math.max(...rates));
  for (let test = 0; test < tests; test += 1) {
    const variants = rates.map((_, index) => ({ id: String(index), people: 0, converted: 0 }));
    for (let day = 1; day <= days; day += 1) {
      for (const [index, it] of variants.entries()) {
        it.people += peoplePerDay;
        it.converted += converted(peoplePerDay, rates[index] ?? 0);
      }
      const judged = judgeExperiment(variants);
      if (judged.verdict === "winner") {
        wonOn.push(day);
        right += Number(judged.best === String(best));
        break;
      }
    }
  }
  wonOn.sort((a, b) => a - b);
  return { won: wonOn.length, right, day: wonOn[Math.floor(wonOn.length / 2)] ?? days };
}

function converted(people: number, rate: number): number {
  let sum = 0;
  for (let person = 0; person < people; person += 1) {
    sum += Number(random() < rate);
  }
  return sum;
}

/** Returns random numbers from 0 to 1 that are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
