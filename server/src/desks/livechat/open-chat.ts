import { defined } from "@chatloom/flows-schema";
import { id, list, object, objects } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { cutCodePoints } from "../cut-code-points.ts";
import type { CaseContact, OpenedCase, OpenRequest } from "../desk.ts";
import { contactFacts, introductionOf } from "../introduction.ts";
import { livechatCall } from "./call.ts";
import { livechatMessage } from "./event.ts";
import { findWritten } from "./find-written.ts";
import { offerToAgents } from "./offer-to-agents.ts";
import { sendEvent } from "./send-event.ts";
import type { LivechatSettings } from "./settings.ts";

/** LiveChat takes 16 KB of a message; this many code points fit at four bytes each. */
export const longestText = 4_000;

/** Starts a chat with the group's agents, with what was said before as its first event. An earlier chat goes on. */
export function* openLivechatCase(
  request: OpenRequest,
  settings: LivechatSettings,
): Story<OpenedCase> {
  return (yield* resumed(request, settings)) ?? (yield* started(request, settings));
}

function introduction(request: OpenRequest) {
  const text = introductionOf(request, contactFacts(request.contact));
  return livechatMessage(request.id, cutCodePoints(text, longestText));
}

function* resumed(request: OpenRequest, settings: LivechatSettings): Story<OpenedCase | undefined> {
  const { previous } = request;
  if (!previous) {
    return undefined;
  }
  const earlier = request.again
    ? (yield* findWritten([request.id], previous.id, settings)).get(request.id)
    : undefined;
  if (earlier !== undefined) {
    return { ...previous, written: [earlier] };
  }
  const reply = yield {
    call: livechatCall(settings, "resume_chat", {
      chat: { id: previous.id },
      active: true,
      continuous: true,
    }),
    // It is active, or gone.
    expect: [400, 404, 409, 422],
  };
  if (reply.status === 404) {
    return undefined;
  }
  if (reply.status < 300) {
    yield* offerToAgents(previous.id, settings);
  }
  return { ...previous, written: yield* sendEvent(previous.id, introduction(request), settings) };
}

function* started(request: OpenRequest, settings: LivechatSettings): Story<OpenedCase> {
  const found = request.again ? yield* findStarted(request, settings) : undefined;
  if (found) {
    if (!found.withAgent) {
      yield* offerToAgents(found.id, settings);
    }
    return { id: found.id, memory: {}, written: found.written };
  }
  const made = yield {
    call: livechatCall(settings, "create_customer", customerOf(request.contact, request.id)),
  };
  const customer = id(object(made.body).customer_id);
  if (customer === undefined) {
    throw new Error("LiveChat’s answer names no customer");
  }
  const reply = yield {
    call: livechatCall(settings, "start_chat", {
      chat: {
        users: [{ id: customer, type: "customer" }],
        access: { group_ids: [Number(settings.groupId)] },
        thread: { events: [introduction(request)] },
      },
      active: true,
      continuous: true,
    }),
  };
  const { chat_id: chat, event_ids: events } = object(reply.body);
  const chatId = id(chat);
  if (chatId === undefined) {
    throw new Error("LiveChat’s answer names no chat");
  }
  yield* offerToAgents(chatId, settings);
  return { id: chatId, memory: {}, written: list(events).flatMap((it) => id(it) ?? []) };
}

/** Each session field holds one value. The entry's id finds the chat of an earlier attempt. */
function customerOf({ name, email, phone, language, pictureUrl }: CaseContact, entryId: string) {
  const fields = { phone, language, chatloom_entry: entryId };
  return {
    name,
    ...defined({ email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : undefined }),
    ...(pictureUrl?.startsWith("https://") && { avatar: pictureUrl }),
    session_fields: Object.entries(fields).flatMap(([key, value]) =>
      value === "" ? [] : [{ [key]: value }],
    ),
  };
}

interface FoundChat {
  readonly id: string;
  readonly withAgent: boolean;
  readonly written: readonly string[];
}

/** Looks for the chat of an earlier attempt among the newest ones. */
function* findStarted(
  request: OpenRequest,
  settings: LivechatSettings,
): Story<FoundChat | undefined> {
  const reply = yield { call: livechatCall(settings, "list_chats", { limit: 100 }) };
  const found = objects(object(reply.body).chats_summary).find((chat) =>
    objects(chat.users).some((user) =>
      objects(user.session_fields).some((it) => it.chatloom_entry === request.id),
    ),
  );
  const chatId = id(found?.id);
  if (chatId === undefined) {
    return undefined;
  }
  const written = yield* findWritten([request.id], chatId, settings);
  const withAgent = objects(found?.users).some(
    (it) => it.type === "agent" && it.id !== settings.agentId && it.present !== false,
  );
  return { id: chatId, withAgent, written: [...written.values()] };
}
