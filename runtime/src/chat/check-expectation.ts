import { sameJson, type TestExpectation, type TestProblem } from "@chatloom/flows-schema";
import type { JsonValue } from "../input.ts";
import { botMayAct } from "../shell/shell-state.ts";
import type { TestRun } from "./test-run.ts";

const longestShown = 500;

/** Compares an expectation with the conversation so far. Returns the difference. */
export function checkExpectation(run: TestRun, expected: TestExpectation): TestProblem | undefined {
  const { said, taken, standsAt: nodeId } = run;
  switch (expected.kind) {
    case "says":
      return checkNext(run, expected.text);
    case "contains": {
      const at = said.findIndex((it, index) => index >= taken && it.text.includes(expected.text));
      if (at < 0) {
        const rest = said.slice(taken).map((it) => `"${it.text}"`);
        const found = shown(rest.join(", ") || "–");
        return { code: "notContained", values: { expected: expected.text, found }, nodeId };
      }
      run.taken = at + 1;
      return undefined;
    }
    case "never": {
      const found = said.find((it) => it.text.includes(expected.text));
      return (
        found && {
          code: "saidForbidden",
          values: { expected: expected.text, found: shown(found.text) },
          nodeId: found.nodeId,
        }
      );
    }
    case "replies":
      return said.length > run.saidBefore ? undefined : { code: "noReply", values: {}, nodeId };
    case "silent": {
      const next = said[taken];
      return next && { code: "saidMore", values: { found: shown(next.text) }, nodeId: next.nodeId };
    }
    case "variable": {
      const found = run.read(expected.name);
      if (sameJson(found ?? null, (expected.value ?? null) as JsonValue)) {
        return undefined;
      }
      const values = {
        name: expected.name,
        expected: json(expected.value),
        found: json(found ?? null),
      };
      return { code: "variableDiffers", values, nodeId };
    }
    case "passes":
      return run.passed.has(expected.nodeId)
        ? undefined
        : { code: "notPassed", values: { step: expected.nodeId }, nodeId: expected.nodeId };
    case "noFailure": {
      const [failed] = run.failures;
      const values = { step: failed?.nodeId ?? "", message: failed?.message ?? "" };
      return failed && { code: "stepFailed", values, nodeId: failed.nodeId };
    }
    case "handedOver":
      return botMayAct(run.chat) ? { code: "notHandedOver", values: {}, nodeId } : undefined;
    case "ended":
      return run.chat.run === undefined ? undefined : { code: "notEnded", values: {}, nodeId };
  }
}

function checkNext(run: TestRun, text: string): TestProblem | undefined {
  const next = run.said[run.taken];
  if (!next) {
    return { code: "saidNothing", values: { expected: text }, nodeId: run.standsAt };
  }
  run.taken++;
  return next.text === text
    ? undefined
    : {
        code: "saidOther",
        values: { expected: shown(text), found: shown(next.text) },
        nodeId: next.nodeId,
      };
}

function shown(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function json(value: unknown): string {
  return shown(JSON.stringify(value) ?? "null");
}
