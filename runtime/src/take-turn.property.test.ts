import { Flow } from "@chatloom/flows-schema";
import fc from "fast-check";
import { Compile } from "typebox/compile";
import { expect, test } from "vitest";
import { defaultLimits, mostSteps } from "./limits.ts";
import { takeTurn } from "./take-turn.ts";
import { generateFlow } from "./testing/generate-flow.ts";
import { type GeneratedTurn, generateTurns } from "./testing/generate-turns.ts";

const runs = { numRuns: 150 };
const seeds = fc.integer({ min: 0, max: 1_000_000_000 });

test("generated flows fit the schema", () => {
  const validator = Compile(Flow);
  fc.assert(
    fc.property(seeds, (seed) => {
      const flow = generateFlow(seed, ["main", "sub"]);
      expect([...validator.Errors(flow)].slice(0, 2)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test("any flow and any inputs: a turn ends, stays within its bounds, and can be repeated byte by byte", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const generated of generateTurns(seed, 20)) {
        checkTurn(generated);
      }
    }),
    runs,
  );
}, 120_000);

function checkTurn({ request, turn }: GeneratedTurn): void {
  const bytes = JSON.stringify(turn);
  expect(JSON.parse(bytes)).toEqual(turn);
  expect(JSON.stringify(takeTurn(structuredCloneOf(request)))).toBe(bytes);
  const entered = turn.path.filter((it) => it.step === "entered").length;
  const graceSteps = 21 + (request.run?.queued.length ?? 0);
  expect(entered).toBeLessThanOrEqual(mostSteps + graceSteps);
  expect(turn.run?.frames.length ?? 1).toBeLessThanOrEqual(defaultLimits.subflowDepth + 1);
  expect(turn.sent.count).toBeLessThanOrEqual(defaultLimits.messagesPerHour);
  expect(turn.effects.map((it) => it.id)).toEqual(
    turn.effects.map((_, index) => `${request.context.turnId}:${index}`),
  );
  const bugs = turn.path.filter(
    (it) => it.step === "failed" && ["engine.surprise", "node.failed"].includes(it.code),
  );
  expect(bugs).toEqual([]);
}

/** The stored run, input and context come back from JSON, as they do in production. */
function structuredCloneOf({
  programs,
  ...rest
}: GeneratedTurn["request"]): GeneratedTurn["request"] {
  return { programs, run: undefined, ...JSON.parse(JSON.stringify(rest)) };
}
