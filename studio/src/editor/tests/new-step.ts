import type { TestStep } from "@chatloom/flows-schema";

/** The kinds of steps that can be added, in groups: what happens, and what is expected. */
export const stepKinds = [
  {
    group: "happens",
    kinds: ["write", "tap", "wait", "answer", "fail", "callback", "start", "takeOver", "handBack"],
  },
  {
    group: "expected",
    kinds: [
      "says",
      "contains",
      "replies",
      "never",
      "silent",
      "noFailure",
      "variable",
      "passes",
      "handedOver",
      "ended",
    ],
  },
] as const satisfies readonly {
  readonly group: string;
  readonly kinds: readonly TestStep["kind"][];
}[];

/** Makes a step of a kind, to be filled in. */
export function newStep(kind: TestStep["kind"]): TestStep {
  switch (kind) {
    case "write":
    case "says":
    case "contains":
    case "never":
      return { kind, text: "" };
    case "tap":
      return { kind, label: "" };
    case "wait":
      return { kind, minutes: 60 };
    case "answer":
      return { kind, value: { status: 200, body: {} } };
    case "fail":
      return { kind, code: "http.timeout" };
    case "callback":
      return { kind, body: { state: "paid", reference: "test" } };
    case "variable":
      return { kind, name: "", value: "" };
    case "passes":
      return { kind, nodeId: "" };
    case "send":
      return { kind, content: { kind: "location", latitude: 0, longitude: 0 } };
    case "start":
    case "takeOver":
    case "handBack":
    case "silent":
    case "noFailure":
    case "replies":
    case "handedOver":
    case "ended":
      return { kind };
  }
}
