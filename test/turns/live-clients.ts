import type {
  LiveEvents,
  MemberEvents,
  Role,
  VisitorEvents,
  WebChatEvents,
  WebChatMessage,
} from "@chatloom/api-schema";
import { io, type Socket } from "socket.io-client";
import { routes, type World } from "../support/world.ts";

/** A visitor's browser with the web chat open. */
export interface Visitor {
  readonly socket: Socket<WebChatEvents, VisitorEvents>;
  readonly secret: () => string;
  /** Gives the messages that the thread shows, in order. */
  readonly thread: () => readonly WebChatMessage[];
  readonly say: (text: string) => Promise<void>;
  readonly tap: (payload: string, label: string) => Promise<void>;
  readonly close: () => void;
}

let keys = 0;

/** Finds the world's website channel. */
export async function webChannelOf(world: World): Promise<string> {
  const { items } = await world.call(routes.channels.listChannels);
  return items.find((it) => it.type === "web")?.id ?? "";
}

/** Opens the web chat of the world's website channel, unless another is given. */
export async function openVisitor(
  world: World,
  visitor?: string,
  channel?: string,
): Promise<Visitor> {
  const channelId = channel ?? (await webChannelOf(world));
  let secret = visitor ?? "";
  const socket: Socket<WebChatEvents, VisitorEvents> = io(`${world.url}/webchat`, {
    // Who comes back is known by what the first welcome said.
    auth: (say) => say({ channelId, visitor: secret }),
    transports: ["websocket"],
    forceNew: true,
  });
  const messages = new Map<string, WebChatMessage>();
  const keep = (message: WebChatMessage): void => void messages.set(message.id, message);
  socket.on("message", keep);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect_error", reject);
    socket.on("welcome", (hello) => {
      secret = hello.visitor;
      for (const message of hello.messages) {
        keep(message);
      }
      resolve();
    });
  });
  const key = (): string => `key-${process.pid}-${++keys}`;
  const sure = (answer: { ok: boolean }): void => {
    if (!answer.ok) {
      throw new Error(JSON.stringify(answer));
    }
  };
  return {
    socket,
    secret: () => secret,
    thread: () => [...messages.values()].sort((a, b) => a.sequence - b.sequence),
    say: async (text) =>
      sure(await socket.emitWithAck("send", { key: key(), content: { kind: "text", text } })),
    tap: async (payload, label) =>
      sure(await socket.emitWithAck("tap", { key: key(), payload, label })),
    close: () => socket.close(),
  };
}

/** Gives the texts of a thread, one for each message. */
export function textsOf(visitor: Visitor): string[] {
  return visitor.thread().map(({ content }) => ("text" in content ? content.text : content.kind));
}

type Heard<K extends keyof LiveEvents> = Parameters<LiveEvents[K]>[0];

/** A member with the live panel open, and all events that they received. */
export interface Watcher {
  readonly socket: Socket<LiveEvents, MemberEvents>;
  readonly heard: <K extends keyof LiveEvents>(event: K) => readonly Heard<K>[];
  readonly close: () => void;
}

/** Opens the live panel as a member. */
export async function openWatcher(world: World, role: Role): Promise<Watcher> {
  const socket: Socket<LiveEvents, MemberEvents> = io(`${world.url}/live`, {
    extraHeaders: { cookie: await world.cookie(role) },
    transports: ["websocket"],
    forceNew: true,
  });
  const heard: { event: string; value: unknown }[] = [];
  socket.onAny((event: string, value: unknown) => heard.push({ event, value }));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return {
    socket,
    heard: <K extends keyof LiveEvents>(event: K) =>
      heard.filter((it) => it.event === event).map(({ value }) => value as Heard<K>),
    close: () => socket.close(),
  };
}
