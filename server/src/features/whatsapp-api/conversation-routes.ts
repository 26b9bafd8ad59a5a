import {
  type BodyOf,
  type Conversation,
  routes,
  type WhatsappConversation,
} from "@chatloom/api-schema";
import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { after, readCursor, writeCursor } from "../../domain/cursor.ts";
import { answer, askRoute } from "../../http/answer.ts";
import { findConversation } from "../../pipeline/turn/change-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { listedFields } from "../inbox/listed-conversation.ts";
import { presentConversation, presentConversations } from "../inbox/present-conversation.ts";
import { bareWaId } from "./find-customer.ts";
import { chosenNumbers, findNumber, shopIdOf, whatsappType } from "./whatsapp-numbers.ts";

const chapter = routes.whatsappApi;
const shownMessages = 100;

/** Adds the routes for conversations on WhatsApp. */
export function whatsappConversationRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.listWhatsappConversations, async ({ workspaceId, query }) => {
    const { shopId, status = "open", handler, waId, limit = 50 } = query;
    const numbers = await chosenNumbers(context, workspaceId, shopId);
    const channelIds = numbers.map((it) => String(it._id));
    const place = readCursor(query.cursor);
    const keys = waId && channelIds.map((it) => `${it}:${bareWaId(waId)}`);
    const found = await conversations(connection)
      .in(workspaceId)
      .find(
        {
          channelId: { $in: channelIds },
          resolved: status === "closed",
          last: { $exists: true },
          ...defined({ handler, keys: keys && { $in: keys } }),
          ...after("updatedAt", place),
        },
        { sort: { updatedAt: -1 }, limit: limit + 1, projection: { ...listedFields, address: 1 } },
      );
    const page = found.slice(0, limit);
    const presented = await presentConversations(context, workspaceId, page);
    const shopIds = new Map(numbers.map((it) => [String(it._id), shopIdOf(it)]));
    const read = page.map(({ _id: id, updatedAt: moment }) => ({ id, moment }));
    return {
      items: presented.map((it, index) =>
        toWhatsapp(it, shopIds.get(it.channel.id) ?? "", page[index]?.address ?? ""),
      ),
      next: found.length > limit ? writeCursor(read, place) : undefined,
    };
  });

  answer(api, chapter.readWhatsappConversation, async (asked) => {
    const conversation = await find(asked);
    const { items } = await askRoute(api, asked, routes.conversations.listMessages, {
      params: asked.params,
      query: { limit: shownMessages },
    });
    return {
      conversation: await present(conversation),
      messages: items.toSorted((a, b) => a.sequence - b.sequence),
    };
  });

  answer(api, chapter.sendWhatsapp, async (asked) => {
    const { handler } = await find(asked);
    const { params, body } = asked;
    const content = contentOf(body);
    if (handler !== "human") {
      await askRoute(api, asked, routes.conversations.takeOver, { params, query: {} });
    }
    return askRoute(api, asked, routes.conversations.reply, {
      params,
      body: { content, ...defined({ key: body.key }) },
    });
  });

  answer(api, chapter.assignWhatsapp, async (asked) => {
    await find(asked);
    const { params, body } = asked;
    await askRoute(api, asked, routes.conversations.assign, {
      params,
      body: { memberId: body.agentId },
    });
    return present(await find(asked));
  });

  answer(api, chapter.closeWhatsapp, async (asked) => {
    await find(asked);
    const { params } = asked;
    await askRoute(api, asked, routes.conversations.resolve, { params, query: {} });
    return present(await find(asked));
  });

  async function find({
    workspaceId,
    params,
  }: {
    readonly workspaceId: string;
    readonly params: { readonly conversationId: string };
  }): Promise<ConversationDoc> {
    const found = await findConversation(context, workspaceId, params.conversationId);
    if (found.channelType !== whatsappType) {
      throw new NotFound("conversation");
    }
    return found;
  }

  async function present(conversation: ConversationDoc): Promise<WhatsappConversation> {
    const { workspaceId, channelId, address } = conversation;
    const number = await findNumber(context, String(workspaceId), channelId).catch(() => undefined);
    const shown = await presentConversation(context, conversation);
    return toWhatsapp(shown, number ? shopIdOf(number) : channelId, address);
  }
}

function toWhatsapp(
  { id, contact, resolved, handler, assignee, unread, window, last, updatedAt }: Conversation,
  shopId: string,
  waId: string,
): WhatsappConversation {
  return {
    id,
    shopId,
    waId,
    customerName: contact.name,
    status: resolved ? "closed" : "open",
    handler,
    assignee,
    unread,
    window,
    lastMessage: last,
    updatedAt,
  };
}

const mediaKinds = { image: "image", video: "video", audio: "audio", document: "file" } as const;

/** Writes what a program sends as a message. Throws `request.invalid` naming the field that its type needs. */
function contentOf(body: BodyOf<typeof chapter.sendWhatsapp>): MessageContent {
  const { type = "text", text, mediaUrl, caption, fileName, template } = body;
  if (type === "text") {
    return { kind: "text", text: text ?? missing("text", type) };
  }
  if (type === "template") {
    const { name, language, parameters = [] } = template ?? missing("template", type);
    const given = parameters.map((value) => ({ place: "body", kind: "text", value }) as const);
    return { kind: "template", name, language, parameters: given };
  }
  const url = mediaUrl ?? missing("mediaUrl", type);
  const named = type === "document" ? defined({ fileName }) : {};
  return { kind: mediaKinds[type], url, ...defined({ caption }), ...named };
}

function missing(field: string, type: string): never {
  const flaw = { at: `/${field}`, message: `must be there for the type ${type}` };
  throw invalidAt("request.invalid", flaw);
}
