import type { RoutingRule } from "@chatloom/flows-schema";
import { chooseRoute } from "./choose-route.ts";
import type { Input } from "./input.ts";
import { matchTrigger, type TriggerMatch } from "./match-trigger.ts";
import { spokenText } from "./message-view.ts";
import type { Program } from "./program.ts";
import { emit, type TurnState } from "./turn-state.ts";

/**
 * Lets the workspace's routing rules decide who answers a message: a flow (its trigger that fits, else its start), or `noFlow`.
 * Undefined: no rule holds, so triggers decide. A rule whose flow is not active does not hold.
 */
export function routeMessage(state: TurnState, input: Input): TriggerMatch | "noFlow" | undefined {
  const { programs, context, contact } = state;
  const { routing } = programs;
  if (!routing || input.type !== "message") {
    return undefined;
  }
  const rules = routing.rules.filter((rule) => rule.answer !== "flow" || programOf(state, rule));
  const { id: channelId } = context.channel;
  const { language, tags } = contact;
  const message = { channelId, language, tags, text: spokenText(input), now: context.now };
  const rule = chooseRoute(rules, message, routing.timeZone);
  if (!rule) {
    return undefined;
  }
  const program = programOf(state, rule);
  const flowId = program?.flowId ?? "";
  const { id: ruleId, name, answer } = rule;
  state.path.push({ step: "routed", flowId, ruleId, rule: name, answer });
  emit(state, { type: "routed", rule: name, answer, flow: program?.flow.name ?? "" }, flowId, "");
  if (program) {
    return matchTrigger([program], input, context) ?? startOf(program);
  }
  state.handled = true;
  if (answer === "people") {
    const { teamId } = rule;
    const to =
      teamId === "" ? ({ assignTo: "anyone" } as const) : ({ assignTo: "team", teamId } as const);
    emit(state, { type: "handOff", ...to }, "", "");
  }
  return "noFlow";
}

function programOf({ programs }: TurnState, { answer, flowId }: RoutingRule): Program | undefined {
  return answer === "flow"
    ? programs.active.find((it) => it.flowId === flowId && it.start !== undefined)
    : undefined;
}

function startOf(program: Program): TriggerMatch | undefined {
  const node = program.nodes.get(program.start ?? "");
  return node && { program, node };
}
