import type { Decision, Visit } from "./behaviour.ts";

/** Which way out of its own a failure has. */
const ports: Readonly<Record<string, "refusal" | "slow" | "unsure" | "budget">> = {
  "llm.declined": "refusal",
  "llm.filtered": "refusal",
  "llm.input-moderated": "refusal",
  "llm.answer-moderated": "refusal",
  "llm.timeout": "slow",
  "llm.unsure": "unsure",
  "llm.budget": "budget",
};

/** Leaves through the failure's own port where one is connected, else through the error port. The turn's record tells why. */
export function failWith(visit: Visit<"llm">, code: string, message: string): Decision {
  const port = ports[code];
  if (port && visit.data.outcomes?.includes(port) && visit.connected(port)) {
    return {
      notices: [{ code, message }],
      set: { error: { code, message } },
      then: { do: "leave", port },
    };
  }
  return { then: { do: "fail", code, message } };
}
