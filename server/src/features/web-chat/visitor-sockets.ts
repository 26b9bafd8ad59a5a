import type {
  PartialAnswer,
  VisitorEvents,
  WebChatEvents,
  WebChatMessage,
} from "@chatloom/api-schema";
import type { Namespace, Socket, Server as Sockets } from "socket.io";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { clientAddress, clientKey } from "../../http/client-address.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { readThread } from "../../records/list-messages.ts";
import { isAllowedOrigin } from "./allowed-origin.ts";
import { identifyVisitor } from "./identify-visitor.ts";
import { presentForVisitor } from "./present-for-visitor.ts";
import { readIdentity, type VisitorIdentity } from "./read-identity.ts";
import { settingOf } from "./setting-of.ts";
import { addressOf, isVisitorSecret, newVisitorSecret } from "./visitor.ts";
import { createVisitorActions, tooFast, type VisitorReply } from "./visitor-actions.ts";
import { flawOf } from "./visitor-input.ts";
import type { VisitorAct, VisitorLimits } from "./visitor-limits.ts";
import { widgetLook } from "./widget-look.ts";

/** The data of a visitor's socket. */
interface VisitorData {
  channelId: string;
  address: string;
  secret: string;
  /** The key of the network address in limits. */
  clientKey: string;
  /** The identity that the website vouches for. */
  identity: VisitorIdentity | undefined;
}
type Visitors = Namespace<VisitorEvents, WebChatEvents, Record<never, never>, VisitorData>;
type VisitorSocket = Socket<VisitorEvents, WebChatEvents, Record<never, never>, VisitorData>;

/** Sends events to the visitors of web chats. */
export interface WebChat {
  readonly message: (conversation: ConversationDoc, message: MessageDoc) => void;
  readonly answeredBy: (conversation: ConversationDoc) => void;
  readonly typing: (conversation: ConversationDoc, on: boolean, name?: string) => void;
  readonly partial: (conversation: ConversationDoc, partial: PartialAnswer) => void;
  /** Starts to process visitors' inputs; until then they wait. */
  readonly serve: (pipeline: Pipeline) => void;
}

const shownAtFirst = 50;

/** Opens the namespace `/webchat`. */
export function openWebChat(
  context: ServerContext,
  sockets: Sockets,
  limits: VisitorLimits,
  contactTyping: (conversation: ConversationDoc, on: boolean) => void,
): WebChat {
  const visitors: Visitors = sockets.of("/webchat");

  return {
    message(conversation, message) {
      if (conversation.channelType !== "web") {
        return;
      }
      const seen = presentForVisitor(context, message);
      if (seen) {
        visitors.to(roomOf(conversation)).emit("message", seen);
      }
    },
    answeredBy(conversation) {
      if (conversation.channelType !== "web") {
        return;
      }
      const { handler, assigneeName: name } = conversation;
      const shown = handler === "human" && name !== undefined;
      visitors
        .to(roomOf(conversation))
        .emit("answeredBy", { handler, name: shown ? name : undefined });
    },
    typing(conversation, on, name) {
      if (conversation.channelType !== "web") {
        return;
      }
      visitors.to(roomOf(conversation)).emit("typing", { on, name });
    },
    partial(conversation, partial) {
      if (conversation.channelType === "web") {
        visitors.to(roomOf(conversation)).emit("partial", partial);
      }
    },
    serve(pipeline) {
      visitors.use((socket, next) => {
        admit(context, pipeline, limits, socket).then(
          (refusal) => next(refusal === undefined ? undefined : new Error(refusal)),
          (error: unknown) => {
            context.log.error({ err: error }, "failed to open a web chat");
            next(new Error("internal"));
          },
        );
      });
      visitors.on("connection", (socket) => {
        void welcome(context, pipeline, socket).catch((error: unknown) => {
          context.log.error({ err: error }, "failed to welcome a visitor");
          socket.disconnect();
        });
        listen(context, pipeline, limits, socket, contactTyping);
      });
    },
  };
}

/** Returns why a browser may not chat here; undefined if it may. */
async function admit(
  context: ServerContext,
  pipeline: Pipeline,
  limits: VisitorLimits,
  socket: VisitorSocket,
): Promise<string | undefined> {
  const { channelId, visitor } = socket.handshake.auth;
  const channel = typeof channelId === "string" ? await pipeline.channel(channelId) : undefined;
  if (channel?.channel.type !== "web" || channel.status === "paused") {
    return "channel.not-found";
  }
  if (!isAllowedOrigin(context, channel, socket.handshake.headers.origin)) {
    return "channel.origin-refused";
  }
  const identity = readIdentity(
    socket.handshake.auth.identity,
    settingOf(channel, "identitySecret"),
    context.now(),
  );
  const known = isVisitorSecret(visitor) ? visitor : newVisitorSecret();
  const other = identity && (await isSomeoneElse(pipeline, channel.id, known, identity));
  const secret = other ? newVisitorSecret() : known;
  const address = addressOf(secret);
  const key = clientKey(clientAddress(socket.request, context.config.trustProxy));
  if (!limits.allows("connect", address, key)) {
    return "visitor.too-fast";
  }
  Object.assign(socket.data, {
    channelId: channel.id,
    address,
    secret,
    clientKey: key,
    identity,
  } satisfies VisitorData);
  return undefined;
}

/** Whether the browser's visitor was another customer of the website, who has signed out since. */
async function isSomeoneElse(
  { services }: Pipeline,
  channelId: string,
  secret: string,
  { externalId }: VisitorIdentity,
): Promise<boolean> {
  const conversation = await services.conversations.byKey(`${channelId}:${addressOf(secret)}`);
  const contact = conversation && (await services.contacts.byId(conversation.contactId));
  const known = contact?.verified?.externalId;
  return known !== undefined && known !== externalId;
}

async function welcome(
  context: ServerContext,
  pipeline: Pipeline,
  socket: VisitorSocket,
): Promise<void> {
  const { channelId, address, secret, identity } = socket.data;
  // Joined first, so that no event is missed while the thread is read.
  await socket.join(roomOf({ channelId, address }));
  const [channel, conversation] = await Promise.all([
    pipeline.channel(channelId),
    pipeline.services.conversations.byKey(`${channelId}:${address}`),
  ]);
  if (!channel) {
    return;
  }
  if (identity) {
    await identifyVisitor(pipeline, `${channelId}:${address}`, identity);
  }
  const thread = conversation
    ? await readThread(context, conversation, { limit: shownAtFirst })
    : [];
  socket.emit("welcome", {
    visitor: secret,
    ...widgetLook(channel),
    messages: shown(context, thread),
    handler: conversation?.handler ?? "bot",
  });
}

function listen(
  context: ServerContext,
  pipeline: Pipeline,
  limits: VisitorLimits,
  socket: VisitorSocket,
  contactTyping: (conversation: ConversationDoc, on: boolean) => void,
): void {
  const { channelId, address, clientKey } = socket.data;
  const allows = (act: VisitorAct): boolean => limits.allows(act, address, clientKey);
  const actions = createVisitorActions(context, pipeline, socket.data, allows);
  const find = () => pipeline.services.conversations.byKey(`${channelId}:${address}`);

  function answered(
    event: "send" | "tap",
    value: unknown,
    done: unknown,
    say: () => Promise<VisitorReply>,
  ): void {
    if (typeof done !== "function") {
      return;
    }
    const reply = done as (said: VisitorReply) => void;
    const flaw = flawOf(event, value);
    if (flaw !== undefined) {
      reply({ ok: false, code: "request.invalid", detail: flaw });
      return;
    }
    if (!allows("say")) {
      reply(tooFast);
      return;
    }
    say().then(reply, (error: unknown) => {
      // No answer: the browser keeps it and sends it again.
      context.log.error({ err: error }, "failed to store a visitor's message");
    });
  }

  socket.on("send", (message, done) => {
    answered("send", message, done, () => actions.send(message));
  });
  socket.on("tap", (tap, done) => {
    answered("tap", tap, done, () => actions.tap(tap));
  });
  socket.on("open", (opened, done) => {
    if (flawOf("open", opened) !== undefined || !allows("open")) {
      return;
    }
    actions.open(opened).then(
      () => typeof done === "function" && done(),
      (error: unknown) => context.log.error({ err: error }, "failed to store a visit"),
    );
  });
  socket.on("visit", (visited) => {
    if (flawOf("visit", visited) !== undefined || !allows("visit")) {
      return;
    }
    actions.visit(visited).catch((error: unknown) => {
      context.log.error({ err: error }, "failed to store a visited page");
    });
  });
  socket.on("typing", (on) => {
    if (!allows("typing")) {
      return;
    }
    find().then(
      (conversation) => conversation && contactTyping(conversation, on === true),
      () => {},
    );
  });
  socket.on("since", (sequence, done) => {
    if (typeof done !== "function" || !Number.isSafeInteger(sequence) || sequence < 0) {
      return;
    }
    if (!allows("since")) {
      return;
    }
    find()
      .then((it) => (it ? readThread(context, it, { after: sequence, limit: 200 }) : []))
      .then(
        (thread) => done(shown(context, thread)),
        (error: unknown) => context.log.error({ err: error }, "failed to read a thread"),
      );
  });
}

function shown(context: ServerContext, thread: readonly MessageDoc[]): WebChatMessage[] {
  return [...thread]
    .sort((a, b) => a.sequence - b.sequence)
    .flatMap((it) => presentForVisitor(context, it) ?? []);
}

function roomOf({ channelId, address }: Pick<ConversationDoc, "channelId" | "address">): string {
  return `visitor:${channelId}:${address}`;
}
