import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { Static, TObject } from "typebox";
import type { ChannelEvent } from "../channel-event.ts";
import type { ChannelHistory, KeptConversation } from "../channel-history.ts";
import { id, type Json, object, objects, text } from "../read-json.ts";
import { withQuery } from "../with-query.ts";
import { graphCall } from "./graph-call.ts";

/** A platform of Meta that keeps conversations. */
interface KeepingPlatform<S extends TObject> {
  readonly platform: "messenger" | "instagram";
  /** `own` is the id of the page or account, where it is known. */
  readonly access: (settings: Static<S>) => {
    readonly apiBaseUrl: string;
    readonly apiVersion: string;
    readonly token: string;
    readonly own: string | undefined;
    readonly owner: string;
  };
  readonly parseContents: (message: Json) => readonly MessageContent[];
  /** The number of messages on a page. */
  readonly perPage: number;
  /** Whether the platform gives messages before the first page. */
  readonly deep: boolean;
}

/** Few enough that a page of them is read within the lease of its job. */
const conversationsPerPage = "5";
const attachmentFields = "id,mime_type,name,image_data,video_data,file_url";
const messageFields = `id,created_time,from,message,sticker,is_unsupported,shares{link,name},attachments{${attachmentFields}}`;

/** Reads earlier conversations through the Conversations API, which Messenger and Instagram share. */
export function metaHistory<S extends TObject>(platform: KeepingPlatform<S>): ChannelHistory<S> {
  const get = (settings: Static<S>, path: string, query: Readonly<Record<string, string>>) => {
    const { token, ...place } = platform.access(settings);
    return graphCall(place, token, "GET", withQuery(path, query) ?? path);
  };

  return {
    callsPerSecond: 2,
    list: (settings, after) =>
      get(settings, `${platform.access(settings).owner}/conversations`, {
        platform: platform.platform,
        fields: "id,updated_time,participants",
        limit: conversationsPerPage,
        ...defined({ after }),
      }),
    readList: ({ body }, settings) => {
      const { data } = object(body);
      const { own } = platform.access(settings);
      return {
        conversations: objects(data).flatMap((told) => {
          const person = personOf(told, own);
          return person === undefined ? [] : [{ id: person, told }];
        }),
        next: nextPage(body),
      };
    },
    messages: (settings, { told }, before) =>
      get(settings, `${encodeURIComponent(id(told.id) ?? "")}/messages`, {
        fields: messageFields,
        limit: String(platform.perPage),
        ...defined({ after: before }),
      }),
    readMessages: ({ body }, conversation, settings, now) => {
      const { own } = platform.access(settings);
      return {
        events: objects(object(body).data)
          .toReversed()
          .flatMap((it) =>
            eventsOf(it, conversation, { account: own, now, read: platform.parseContents }),
          ),
        before: platform.deep ? nextPage(body) : undefined,
      };
    },
  };
}

/** Finds the contact among the participants. Where the own id is not known it is the first: Meta names the person before the page. */
function personOf(conversation: Json, own: string | undefined): string | undefined {
  const ids = objects(object(conversation.participants).data).flatMap((it) => id(it.id) ?? []);
  return ids.find((it) => it !== own);
}

function nextPage(body: unknown): string | undefined {
  const { next, cursors } = object(object(body).paging);
  return text(next) === undefined ? undefined : text(object(cursors).after);
}

/** Reads one message, with the ids that its webhook would have given it. */
function eventsOf(
  message: Json,
  { id: person, told }: KeptConversation,
  {
    account,
    now,
    read,
  }: {
    readonly account: string | undefined;
    readonly now: number;
    readonly read: (message: Json) => readonly MessageContent[];
  },
): readonly ChannelEvent[] {
  const messageId = id(message.id);
  const sender = id(object(message.from).id);
  if (messageId === undefined || sender === undefined) {
    return [];
  }
  const contents = read(asWebhookMessage(message));
  const shown =
    contents.length > 0 ? contents : [{ kind: "unsupported", what: "message" } as const];
  const at = Date.parse(text(message.created_time) ?? "");
  const base = { account, at: Number.isNaN(at) ? now : at };
  const from = { id: person, ...defined({ profile: profileOf(told, person) }) };
  return shown.map((content, index) => {
    const part = index === 0 ? messageId : `${messageId}#${index}`;
    const known = { ...base, id: part, messageId: part, content };
    return sender === person
      ? { ...known, kind: "message", from }
      : { ...known, kind: "echo", to: { id: person }, ours: false };
  });
}

function profileOf(conversation: Json, person: string): { readonly name: string } | undefined {
  const told = objects(object(conversation.participants).data).find((it) => id(it.id) === person);
  const name = text(told?.name) ?? text(told?.username);
  return name === undefined ? undefined : { name };
}

/** Writes a message of the Conversations API as a webhook has it. */
function asWebhookMessage(message: Json): Json {
  const sticker = text(message.sticker);
  const shares = objects(object(message.shares).data);
  return {
    text: message.message,
    is_unsupported: message.is_unsupported,
    attachments: [
      ...objects(object(message.attachments).data).map(asWebhookAttachment),
      ...(sticker === undefined ? [] : [{ type: "sticker", payload: { url: sticker } }]),
      ...shares.map(({ link, name }) => ({
        type: "fallback",
        title: name,
        url: link,
        payload: { url: link, title: name },
      })),
    ],
  };
}

function asWebhookAttachment(attachment: Json): Json {
  const image = object(attachment.image_data);
  const video = object(attachment.video_data);
  const url = text(image.url) ?? text(video.url) ?? text(attachment.file_url);
  const [kind = ""] = (text(attachment.mime_type) ?? "").split("/");
  const known = kind === "image" || kind === "video" || kind === "audio" ? kind : "file";
  const told = text(image.url) ? "image" : text(video.url) ? "video" : known;
  const type = image.render_as_sticker === true ? "sticker" : told;
  return { type, payload: { url } };
}
