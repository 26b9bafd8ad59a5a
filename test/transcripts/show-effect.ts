import type { ContentButton, MessageContent } from "@chatloom/flows-schema";
import type { Effect } from "@chatloom/runtime";

/** How an effect reads in a transcript; nothing for what a reader would not miss. */
export function showEffect(effect: Effect): string[] {
  switch (effect.type) {
    case "send":
      return [`bot: ${showContent(effect.content)}`];
    case "callHttp":
      return [`→ ${effect.request.method} ${effect.request.url}`];
    case "callLlm":
      return [`→ ask AI: ${effect.request.messages.at(-1)?.content ?? ""}`];
    case "callMcp":
      return [`→ tool ${effect.call.tool} ${effect.call.arguments}`];
    case "updateContact":
      return effect.changes.map((change) =>
        [
          `→ ${change.action}`,
          "name" in change ? change.name : "",
          "value" in change ? `= ${String(change.value)}` : "",
        ]
          .filter(Boolean)
          .join(" "),
      );
    case "handOff":
      return [`→ handoff ${effect.assignTo}${effect.note ? `: ${effect.note}` : ""}`];
    case "takeBack":
      return ["→ take back"];
    case "notify":
      return [`→ notify ${effect.to}: ${effect.text}`];
    case "track":
      if (effect.event === "goal") {
        return [`→ goal ${effect.name}`];
      }
      return effect.event === "variant" ? [`→ variant ${effect.name}`] : [];
    case "alert":
      return [`→ alert ${effect.code}: ${effect.message}`];
    case "typing":
    case "startTimer":
    case "cancelTimer":
      return [];
    default:
      return [`→ ${effect.type}`];
  }
}

function showContent(content: MessageContent): string {
  const replies = "replies" in content ? (content.replies ?? []) : [];
  const labels = replies.map((reply) => `[${reply.label}]`);
  switch (content.kind) {
    case "text":
    case "locationRequest":
      return [content.text, ...labels].join(" ");
    case "buttons":
      return [content.text, ...content.buttons.map(showButton)].join(" ");
    case "template":
      return `(template ${content.name}: ${content.parameters.map((it) => it.value).join(", ")})`;
    default:
      return [`(${content.kind})`, ...labels].join(" ");
  }
}

function showButton(button: ContentButton): string {
  if (button.type === "url") {
    return `[${button.label} ↗ ${button.url}]`;
  }
  return `[${button.label}]`;
}
