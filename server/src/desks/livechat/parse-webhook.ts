import { defined } from "@chatloom/flows-schema";
import { fingerprint } from "../../channels/fingerprint.ts";
import { id, isObject, list, object, text } from "../../channels/read-json.ts";
import type { DeskEvent } from "../desk.ts";
import { momentOf, readLivechatEvent } from "./read-event.ts";
import type { LivechatSettings } from "./settings.ts";

/** Reads a webhook of LiveChat: what agents write, who has the chat, and its end. */
export function parseLivechatWebhook(
  body: unknown,
  { agentId }: LivechatSettings,
  now: number,
): readonly DeskEvent[] {
  const action = isObject(body) ? text(body.action) : undefined;
  if (!isObject(body) || action === undefined) {
    return [];
  }
  const account = id(body.organization_id);
  const payload = object(body.payload);
  const mark = fingerprint(payload);
  const base = { account, at: now };
  const ignored: DeskEvent = { kind: "ignored", id: mark, ...base, what: action.slice(0, 100) };
  const chat = object(payload.chat);
  const caseId = id(payload.chat_id) ?? id(chat.id);
  if (caseId === undefined) {
    return [ignored];
  }
  const place = { ...base, case: { id: caseId } };
  switch (action) {
    case "incoming_event": {
      const events = readLivechatEvent(object(payload.event), place, agentId, now);
      return events.length > 0 ? events : [ignored];
    }
    case "chat_deactivated": {
      const by = agentOf(payload.user_id);
      const ended = {
        ...place,
        id: endId(payload.thread_id, mark),
        ...defined({ agent: by }),
      };
      return [{ kind: "caseChanged", ...ended, state: "ended" }];
    }
    case "incoming_chat": {
      const thread = object(chat.thread);
      const by = agentOf(payload.requester_id);
      // Chats that we start, and those that visitors of a website start, are no news.
      if (!by || isUs(by.id)) {
        return [ignored];
      }
      const at = momentOf(thread.created_at) ?? now;
      const opened = { ...place, id: `opened:${id(thread.id) ?? mark}`, at, agent: by };
      return [{ kind: "caseChanged", ...opened, state: "open" }];
    }
    case "chat_transferred": {
      const others = list(object(payload.transferred_to).agent_ids).flatMap(
        (it) => agentOf(it) ?? [],
      );
      return taken(others.find((it) => !isUs(it.id)));
    }
    case "user_added_to_chat": {
      const user = object(payload.user);
      const joins = user.type === "agent" && user.visibility !== "agents";
      const agent = joins ? agentOf(user.id, user.name) : undefined;
      return taken(agent && !isUs(agent.id) ? agent : undefined);
    }
    default:
      return [ignored];
  }

  function taken(agent: NamedAgent | undefined): readonly DeskEvent[] {
    return agent ? [{ kind: "caseTaken", ...place, id: `taken:${mark}`, agent }] : [ignored];
  }

  function isUs(agent: string): boolean {
    return agent.toLowerCase() === agentId.toLowerCase();
  }
}

/** The id of the event that tells of a thread's end. The catch-up gives the same one. */
export function endId(threadId: unknown, otherwise: string): string {
  return `ended:${id(threadId) ?? otherwise}`;
}

interface NamedAgent {
  readonly id: string;
  readonly name: string;
}

/** An agent by their e-mail; undefined for customers and bots. */
function agentOf(value: unknown, name?: unknown): NamedAgent | undefined {
  const given = id(value);
  return given?.includes("@")
    ? { id: given, name: (text(name) ?? given).slice(0, 200) }
    : undefined;
}
