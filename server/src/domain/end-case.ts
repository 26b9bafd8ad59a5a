import { defined } from "@chatloom/flows-schema";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { caseEntry, liveCase } from "./desk-case.ts";

/** Ends the open case of a conversation that the bot or a member got back: the helpdesk hears of it after all that waits for it. */
export function endCase(conversation: ConversationDoc): ConversationDoc {
  const live = liveCase(conversation);
  if (!live) {
    return conversation;
  }
  const { forwards = [], sequence } = conversation;
  const ended = { ...live, state: "ended", through: sequence } as const;
  const open = forwards.findIndex((it) => it.kind === "open" && it.deskId === live.deskId);
  if (open >= 0 && !forwards[open]?.begun) {
    const { through } = live;
    return changed(conversation, {
      deskCase: { ...ended, through },
      forwards: forwards.slice(0, open),
    });
  }
  const close = caseEntry({
    id: `${live.effectId}:close:${sequence}`,
    deskId: live.deskId,
    kind: "close",
    ...defined({
      case: live.id === undefined ? undefined : { id: live.id, memory: live.memory ?? {} },
    }),
  });
  return changed(conversation, { deskCase: ended, forwards: [...forwards, close] });
}
