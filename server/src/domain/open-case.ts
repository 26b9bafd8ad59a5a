import { defined } from "@chatloom/flows-schema";
import type { Effect } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { caseEntry, liveCase } from "./desk-case.ts";
import { endCase } from "./end-case.ts";

/** Begins a case for a handed-over conversation. One that is open in the same helpdesk goes on with a note. */
export function openCase(
  conversation: ConversationDoc,
  { id, desk = "", note = "", priority }: Extract<Effect, { type: "handOff" }>,
  now: number,
): ConversationDoc {
  const live = liveCase(conversation);
  if (live?.deskId === desk) {
    const entry = caseEntry({ id: `${id}:note`, deskId: desk, kind: "note", text: note });
    return note === ""
      ? conversation
      : changed(conversation, { forwards: [...(conversation.forwards ?? []), entry] });
  }
  const before = live ? endCase(conversation) : conversation;
  const last = before.deskCase?.deskId === desk ? before.deskCase : undefined;
  const previous =
    last?.id === undefined ? {} : { previous: { id: last.id, memory: last.memory ?? {} } };
  const after = last?.id === undefined ? 0 : last.through;
  const upTo = before.sequence;
  const entry = caseEntry({
    id: `${id}:open`,
    deskId: desk,
    kind: "open",
    note,
    after,
    upTo,
    ...defined({ priority }),
    ...previous,
  });
  return changed(before, {
    deskCase: {
      deskId: desk,
      state: "opening",
      effectId: id,
      openedAt: now,
      changedAt: 0,
      through: upTo,
      ...previous.previous,
    },
    forwards: [...(before.forwards ?? []), entry],
  });
}
