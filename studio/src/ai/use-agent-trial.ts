import { routes, type TriedEffect } from "@chatloom/api-schema";
import { type AiAgentSpec, aiAgentFlow } from "@chatloom/flows-schema";
import { type AnsweringEffect, compile, type JsonValue } from "@chatloom/runtime";
import { useMutation } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import type { Entry } from "../editor/simulator/entry.ts";
import {
  contactSays,
  openSimulation,
  type Simulation,
  take,
} from "../editor/simulator/simulation.ts";
import { plainChannel, someone } from "../editor/simulator/start-world.ts";
import { reasonText } from "../ui/reason-text.ts";
import { failureText } from "./failure-text.ts";

/** One line of the trial. */
interface Line {
  readonly id: number;
  readonly from: Entry["from"];
  readonly text: string;
}

const noTokens = { input: 0, output: 0 };

/** Runs a conversation with an agent's draft: the engine here, the calls on the server. */
export function useAgentTrial(agentId: string, name: string, prepare: () => Promise<AiAgentSpec>) {
  const { t } = useTranslation();
  const [simulation, setSimulation] = useState<Simulation>();
  const [tokens, setTokens] = useState(noTokens);

  const turn = useMutation({
    meta: { quiet: true },
    mutationFn: async (text: string) => {
      const spec = await prepare();
      let state = simulation ?? open(agentId, name, spec);
      const content = { kind: "text", text } as const;
      const messageId = `m${state.entries.length}`;
      state = contactSays(state, content, { type: "message", messageId, content });
      setSimulation(state);
      while (state.pending) {
        const effect: AnsweringEffect = state.pending;
        const { answer, error } = await call(routes.effects.tryEffect, {
          body: { effect: triedEffect(effect) },
        });
        const effectId = effect.id;
        state = error
          ? take(state, {
              type: "effectFailed",
              effectId,
              error: failureOf(error),
            })
          : take(state, {
              type: "effectAnswered",
              effectId,
              answer: (answer ?? null) as JsonValue,
            });
        setTokens((before) => add(before, answer));
        setSimulation(state);
      }
    },
  });

  return {
    lines: (simulation?.entries ?? []).flatMap((it) => lineOf(t, it)),
    thinking: turn.isPending,
    error: turn.error,
    tokens,
    say: (text: string) => turn.mutate(text),
    restart: () => {
      setSimulation(undefined);
      setTokens(noTokens);
    },
  };
}

function open(agentId: string, name: string, spec: AiAgentSpec): Simulation {
  const flow = aiAgentFlow({ agentId, version: 0, name, spec: { ...spec, channels: [] } });
  const program = compile(flow, { flowId: agentId, version: 0 });
  const workspace = { id: "simulated", name: "", variables: {} };
  const people = { teams: [], peopleAvailable: true };
  const world = { contact: someone, channel: plainChannel, workspace, ...people };
  return openSimulation(agentId, [program], world, Date.now());
}

/** Only what a contact would see, and where it hands over or fails. */
function lineOf(t: TFunction, { id, from, content }: Entry): Line[] {
  if (content.kind === "text") {
    return [{ id, from, text: content.text }];
  }
  if (content.kind !== "notice") {
    return [];
  }
  const { what, text, code = "" } = content;
  if (what === "handedOff") {
    return [{ id, from, text: t("ai.agents.try.people", { note: text }) }];
  }
  if (what === "failed") {
    const isConnection = code === "llm.not-set-up" || code === "llm.unreachable";
    const said = isConnection ? failureText(t, code) : reasonText(t, { code, message: text });
    return [{ id, from, text: said }];
  }
  return [];
}

function triedEffect(effect: AnsweringEffect): TriedEffect {
  const { id: _id, flowId: _flowId, nodeId: _nodeId, ...body } = effect;
  return body as TriedEffect;
}

function add(before: typeof noTokens, answer: unknown): typeof noTokens {
  const { usage } = (answer ?? {}) as { readonly usage?: typeof noTokens };
  return usage
    ? { input: before.input + usage.input, output: before.output + usage.output }
    : before;
}

function failureOf({ code, message }: { readonly code: string; readonly message: string }) {
  return { code, message };
}
