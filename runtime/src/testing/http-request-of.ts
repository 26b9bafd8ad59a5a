import type { NodeData } from "@chatloom/flows-schema";
import { Chat } from "../chat/chat.ts";
import type { HttpRequest } from "../effect.ts";
import type { JsonObject } from "../input.ts";
import { drawFlow } from "./draw-flow.ts";

/** Gives the request that an HTTP step makes when the run has these variables; undefined where the step failed. */
export function httpRequestOf(
  data: Partial<NodeData<"http">>,
  variables: JsonObject = {},
): HttpRequest | undefined {
  const chat = new Chat(
    drawFlow({ t: ["trigger.event", { event: "go" }], h: ["http", data] }, ["t > h"]),
  );
  chat.take({ type: "start", flowId: "main", nodeId: "h", variables });
  const call = chat.effects.find((it) => it.type === "callHttp");
  return call?.type === "callHttp" ? call.request : undefined;
}
