import type { MessageContent } from "@chatloom/flows-schema";
import type { Effect } from "../effect.ts";
import { tapsOf } from "./taps-of.ts";

const silent = new Set(["startTimer", "cancelTimer", "track"]);

/** Writes an effect as one line, such as `bot: Hello`; undefined for what nobody sees. */
export function effectInWords(effect: Effect): string | undefined {
  if (silent.has(effect.type)) {
    return undefined;
  }
  switch (effect.type) {
    case "send":
      return `bot: ${contentInWords(effect.content)}`;
    case "callHttp":
      return `→ ${effect.request.method} ${effect.request.url}`;
    case "callMcp":
      return `→ tool ${effect.call.tool} ${effect.call.arguments}`;
    case "alert":
      return `→ alert ${effect.code}`;
    case "notify":
      return `→ notify ${effect.to}: ${effect.text}`;
    case "updateContact":
      return `→ contact ${effect.changes.map((it) => ("name" in it ? `${it.action} ${it.name}` : it.action)).join(", ")}`;
    default:
      return `→ ${effect.type}`;
  }
}

/** Writes a message as one line, with its labels in brackets. */
export function contentInWords(content: MessageContent): string {
  const text =
    "text" in content ? content.text : "caption" in content ? content.caption : undefined;
  const kind = content.kind === "text" || content.kind === "buttons" ? "" : `(${content.kind})`;
  const labels = tapsOf(content).map((it) => `[${it.label}]`);
  return [kind, text, ...labels].filter(Boolean).join(" ");
}
