import type { CaseContact, OpenRequest } from "./desk.ts";

/** Writes the first message of a case, for agents: the flow's note, the transcript, `facts` about the contact, and the conversation's address. */
export function introductionOf(
  { note, transcript, channel, conversationUrl }: OpenRequest,
  facts: readonly string[] = [],
): string {
  return [note, transcript, facts.join("\n"), `${channel} · ${conversationUrl}`]
    .filter((it) => it !== "")
    .join("\n\n");
}

/** Lists what is known about a contact, one line for each thing. For helpdesks that have no fields for it. */
export function contactFacts({ email, phone, tags, fields }: CaseContact): readonly string[] {
  return [
    email,
    phone,
    tags.join(", "),
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
  ].filter((it) => it !== "");
}
