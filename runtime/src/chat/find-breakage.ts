import type { TestAction } from "@chatloom/flows-schema";
import { botMayAct } from "../shell/shell-state.ts";
import type { PathStep } from "../turn.ts";
import { playAction } from "./play-action.ts";
import type { TestRun } from "./test-run.ts";

export const breakageKinds = [
  "engine",
  "endless",
  "stepFailed",
  "never",
  "deadEnd",
  "silence",
] as const;
export type BreakageKind = (typeof breakageKinds)[number];

/** A failure in a conversation. Two with the same kind, step and detail are the same. */
export interface Breakage {
  readonly kind: BreakageKind;
  readonly nodeId?: string | undefined;
  /** The code of the failure, the port, or the forbidden text. */
  readonly detail: string;
}

/** Codes of failures of the engine itself. */
const engineCodes = new Set(["engine.surprise", "node.failed", "run.lost"]);

/** Plays one event and looks at what came of it; `impossible` where it cannot happen there. */
export function findBreakage(
  run: TestRun,
  action: TestAction,
  step: number,
  never: readonly string[],
): Breakage | "impossible" | undefined {
  const { chat, failures, said } = run;
  const before = { turns: chat.turns.length, failures: failures.length, said: said.length };
  const problem = playAction(run, action, step);
  if (problem && problem.code !== "tooLong") {
    return "impossible";
  }
  const path = chat.turns.slice(before.turns).flatMap((it) => it.path);
  const [failed] = failures.slice(before.failures).filter((it) => !isInjected(it.code, action));
  if (failed) {
    const { code, nodeId } = failed;
    const limit = code.startsWith("limit.");
    const kind = engineCodes.has(code) ? "engine" : limit ? "endless" : "stepFailed";
    return { kind, nodeId, detail: code };
  }
  if (problem) {
    return { kind: "endless", nodeId: problem.nodeId, detail: problem.code };
  }
  const spoken = said.slice(before.said);
  for (const { text, nodeId } of spoken) {
    const forbidden = never.find((it) => text.includes(it));
    if (forbidden !== undefined) {
      return { kind: "never", nodeId, detail: forbidden };
    }
  }
  return spoken.length === 0 && isByContact(action) ? findSilence(run, path) : undefined;
}

/** The contact did something, the flow took it, and nothing was said: either the way ends there, or nothing more will come. */
function findSilence({ chat }: TestRun, path: readonly PathStep[]): Breakage | undefined {
  const left = path.filter((it) => it.step === "left");
  const end = left.findLast((it) => !it.connected && it.port !== "next");
  if (end && chat.run === undefined) {
    return { kind: "deadEnd", nodeId: end.nodeId, detail: end.port };
  }
  const waits = chat.run && chat.run.waiting.for !== "contact";
  const taken = path.some((it) => it.step === "started") || left.length > 0;
  if (!taken || waits || !botMayAct(chat)) {
    return undefined;
  }
  const last = path.findLast((it) => it.step === "entered" || it.step === "started");
  return { kind: "silence", nodeId: last?.nodeId, detail: "" };
}

function isByContact({ kind }: TestAction): boolean {
  return kind === "write" || kind === "tap" || kind === "send";
}

/** A call that was made to fail, and has no error path, gets the flow's text for errors. That is no fault. */
function isInjected(code: string, action: TestAction): boolean {
  return action.kind === "fail" && action.code === code;
}
