import type { AiAgentSpec } from "./ai-agent.ts";
import { type Edge, type Flow, formatVersion } from "./flow.ts";

/** Which version of which agent; version 0 is its draft. */
export interface AgentVersion {
  readonly agentId: string;
  readonly version: number;
  readonly name: string;
  readonly spec: AiAgentSpec;
}

/**
 * Draws the flow of an agent that answers on its own: the default reply, a talk with the agent, and people where it leaves for them or
 * fails. The engine runs it like any other flow.
 */
export function aiAgentFlow({ agentId, version, name, spec }: AgentVersion): Flow {
  const position = { x: 0, y: 0 };
  const exits = spec.exits.map(({ id, label, when }) => ({ id, label, when }));
  const edge = (source: string, sourceHandle: string, target: string): Edge => ({
    id: `${source}:${sourceHandle}`,
    source,
    sourceHandle,
    target,
  });
  return {
    formatVersion,
    name,
    nodes: [
      {
        id: "start",
        type: "trigger.any",
        position,
        data: { kinds: [], channels: [...spec.channels] },
      },
      {
        id: "talk",
        type: "llm",
        position,
        data: {
          instructions: "",
          agentId,
          agentVersion: version,
          mode: "converse",
          exits,
          extract: [],
          useKnowledge: false,
          maxTurns: 50,
          summaryTo: "summary",
          summarize: true,
        },
      },
      {
        id: "people",
        type: "handoff",
        position,
        data: { assignTo: "anyone", note: "{{ summary }}" },
      },
      { id: "end", type: "end", position, data: {} },
    ],
    edges: [
      edge("start", "next", "talk"),
      ...spec.exits.map((exit) =>
        edge("talk", `exit:${exit.id}`, exit.leadsTo === "end" ? "end" : "people"),
      ),
      edge("talk", "next", "people"),
      edge("talk", "error", "people"),
      edge("people", "next", "end"),
    ],
    variables: [{ name: "summary", type: "string", scope: "run", default: "" }],
    settings: {
      language: "en",
      timeZone: "UTC",
      businessHours: [],
      runExpiry: { amount: 1, unit: "days" },
      defaults: {
        else: { action: "end", text: "" },
        timeout: { action: "end", text: "" },
        error: { action: "handoff", text: "" },
      },
    },
    translations: {},
  };
}
