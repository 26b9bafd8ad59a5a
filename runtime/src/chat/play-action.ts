import type { TestAction, TestProblem } from "@chatloom/flows-schema";
import type { EffectError, JsonValue } from "../input.ts";
import { isSwitchToken } from "../switch-token.ts";
import type { TestRun } from "./test-run.ts";

const minuteMs = 60_000;

/** Plays one event of a test. Returns a problem where it cannot happen. */
export function playAction(
  run: TestRun,
  action: TestAction,
  step: number,
): TestProblem | undefined {
  const { chat } = run;
  switch (action.kind) {
    case "write":
      run.note({ from: "contact", text: action.text, step });
      return run.play(step, (it) => it.play(action.text));
    case "tap": {
      const { label } = action;
      if (!chat.offered.includes(label)) {
        const found = chat.offered.join(", ") || "–";
        return { code: "nothingToTap", values: { label, found }, nodeId: run.standsAt };
      }
      run.note({ from: "contact", text: `[${label}]`, step });
      return run.play(step, (it) => it.play({ tap: label }));
    }
    case "send":
      run.note({ from: "contact", text: `(${action.content.kind})`, step });
      return run.play(step, (it) => it.play({ send: action.content }));
    case "wait":
      return run.play(step, (it) => it.play({ passes: action.minutes * minuteMs }));
    case "answer":
    case "fail":
      return answerCall(run, action, step);
    case "callback": {
      const token = awaitedToken(run);
      if (token === undefined) {
        return { code: "noCallback", values: {}, nodeId: run.standsAt };
      }
      // A test has one conversation: the contact goes on in it.
      const body = isSwitchToken(token)
        ? { conversationId: chat.context.conversationId }
        : (action.body as JsonValue);
      return run.play(step, (it) => it.play({ input: { type: "callback", token, body } }));
    }
    case "start": {
      const { nodeId } = action;
      const [program] = chat.programs;
      if (nodeId !== undefined && !program?.nodes.has(nodeId)) {
        return { code: "noStep", values: { step: nodeId } };
      }
      return run.play(step, (it) =>
        it.play({ input: { type: "start", flowId: run.flowId, nodeId } }),
      );
    }
    case "takeOver":
      return run.play(step, (it) => it.takeOver());
    case "handBack":
      return run.play(step, (it) =>
        action.resolved ? it.resolve(action.outcome) : it.handBack({ outcome: action.outcome }),
      );
  }
}

function answerCall(
  run: TestRun,
  action: Extract<TestAction, { kind: "answer" | "fail" }>,
  step: number,
): TestProblem | undefined {
  const { pending } = run.chat;
  if (!pending) {
    return { code: "noCall", values: {}, nodeId: run.standsAt };
  }
  if (action.kind === "fail") {
    const { code, status, body } = action;
    const facts = JSON.parse(JSON.stringify({ status, body })) as Partial<EffectError>;
    return run.play(step, (it) => it.play({ failure: { code, message: code, ...facts } }));
  }
  const answer = action.value as JsonValue;
  const { status, body = null } = (answer ?? {}) as { status?: JsonValue; body?: JsonValue };
  // As in production, an HTTP answer with a status of 400 or more is a failure.
  const failed = pending.type === "callHttp" && typeof status === "number" && status >= 400;
  return run.play(step, (it) =>
    it.play(
      failed
        ? { failure: { code: "http.status", message: String(status), status, body } }
        : { answer },
    ),
  );
}

function awaitedToken({ chat: { run } }: TestRun): string | undefined {
  const runs = run ? [run, ...(run.parked ?? []).toReversed()] : [];
  for (const { waiting } of runs) {
    if (waiting.for === "callback") {
      return waiting.token;
    }
  }
  return undefined;
}
