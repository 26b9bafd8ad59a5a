import type { MessageContent } from "@chatloom/flows-schema";

/** Lists what can be tapped in a message, with the payload that comes back. */
export function tapsOf(content: MessageContent): { label: string; payload: string }[] {
  const offers = [
    ...("replies" in content ? (content.replies ?? []) : []),
    ...(content.kind === "buttons" ? content.buttons : []),
    ...(content.kind === "list" ? content.rows : []),
    ...(content.kind === "cards" ? content.cards.flatMap((it) => it.buttons) : []),
  ];
  return offers.flatMap((it) =>
    "payload" in it ? [{ label: it.label, payload: it.payload }] : [],
  );
}
