import { setTimeout as sleep } from "node:timers/promises";
import type { Channel, ChannelEvent } from "../../channels/channel.ts";
import { channels } from "../../channels/index.ts";
import type { MailboxPlace } from "../../channels/mailbox-protocol.ts";
import type { SocketMemory, SocketProtocol } from "../../channels/socket-protocol.ts";
import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type ConnectedChannel, loadChannelsOfType } from "../../records/connected-channel.ts";
import { claimSocket, releaseSocket } from "../../records/socket-store.ts";
import { guardedAgent } from "../effects/guarded-agent.ts";
import type { PlatformClient } from "../outbound/platform-client.ts";
import { keepAttached } from "./keep-attached.ts";
import { openMailbox } from "./open-mailbox.ts";
import { type OpenSocket, openSocket } from "./open-socket.ts";
import type { ReceiveEvents } from "./receive-events.ts";

/** Keeps the connections of channels open, each in one process. */
export interface Sockets {
  readonly start: () => void;
  /** Closes them so that another process goes on. */
  readonly stop: () => Promise<void>;
}

interface Held {
  readonly connected: ConnectedChannel;
  readonly settings: string;
  memory: SocketMemory | undefined;
  socket?: OpenSocket;
  opening?: Promise<void>;
  failures: number;
  /** Epoch milliseconds by the wall clock before which it is not opened again. */
  nextAt: number;
}

const lookEveryMs = 3_000;
const leaseMs = 15_000;
/** How long a platform may take to say goodbye. */
const closingMs = 2_000;
/** After so many vain attempts to go on, a session is given up. */
const mostResumes = 5;
const longestPauseMs = 60_000;
/** A connection that lasted so long was a good one. */
const goodAfterMs = 30_000;

/** Made once per server. `refused` hears that the platform takes a channel's credentials no more. */
export function createSockets(
  context: ServerContext,
  parts: {
    readonly client: PlatformClient;
    readonly owner: string;
    readonly receive: ReceiveEvents;
    readonly refused: (connected: ConnectedChannel, problem: string) => Promise<void>;
  },
): Sockets {
  const { client, owner, receive, refused } = parts;
  const held = new Map<string, Held>();
  const dispatcher = guardedAgent(context.config.outboundAllowPrivate);
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;

  return {
    start() {
      looking = look();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all([...held.values()].map((it) => drop(it)));
      await dispatcher.destroy();
    },
  };

  async function look(): Promise<void> {
    try {
      const wanted = await wantedChannels();
      for (const it of [...held.values()]) {
        if (wanted.get(it.connected.id)?.settings !== it.settings) {
          await drop(it);
        }
      }
      for (const it of wanted.values()) {
        await keep(it.connected, it.settings);
      }
    } catch (error) {
      context.log.error({ err: error }, "failed to look after the channels' connections");
    }
    if (!isStopped) {
      timer = setTimeout(() => {
        looking = look();
      }, lookEveryMs);
    }
  }

  async function wantedChannels() {
    const wanted = new Map<string, { connected: ConnectedChannel; settings: string }>();
    const types = Object.values<Channel>(channels).filter((it) => it.socket || it.mailbox);
    for (const { type } of types) {
      for (const connected of await loadChannelsOfType(context, type)) {
        if (connected.status === "connected" && isKept(connected)) {
          wanted.set(connected.id, { connected, settings: JSON.stringify(connected.settings) });
        }
      }
    }
    return wanted;
  }

  /** Takes or keeps the lease, and opens the connection where it is not open. */
  async function keep(connected: ConnectedChannel, settings: string): Promise<void> {
    const known = held.get(connected.id);
    const memory = known && (known.socket ? known.socket.memory() : known.memory);
    const until = context.now() + leaseMs;
    const lease = await claimSocket(context, connected, owner, until, known && (memory ?? null));
    if (!lease) {
      known?.socket?.close();
      held.delete(connected.id);
      return;
    }
    const it = known ?? { connected, settings, memory: lease.memory, failures: 0, nextAt: 0 };
    held.set(connected.id, it);
    if (!it.socket && !it.opening && Date.now() >= it.nextAt && !isStopped) {
      it.opening = open(it).finally(() => {
        delete it.opening;
      });
    }
  }

  async function open(it: Held): Promise<void> {
    const { connected } = it;
    const { socket: protocol } = connected.channel;
    const place = placeOf(connected);
    const url = protocol && (await addressFor(it, protocol));
    if ((url === undefined && !place) || isStopped || held.get(connected.id) !== it) {
      pause(it);
      return;
    }
    const openedAt = Date.now();
    const socket = place
      ? openPlace(it, place)
      : openAddress(it, protocol as SocketProtocol, url ?? "");
    it.socket = socket;
    void socket.ended.then(async ({ memory, problem }) => {
      delete it.socket;
      it.memory = memory;
      it.failures = Date.now() - openedAt > goodAfterMs ? 0 : it.failures;
      pause(it);
      if (problem !== undefined && !isStopped) {
        await refused(connected, problem);
      }
    });
  }

  function openAddress({ connected, memory }: Held, protocol: SocketProtocol, url: string) {
    return openSocket(
      protocol,
      connected.settings,
      { url, memory, dispatcher },
      {
        now: context.now,
        store: (events) => store(connected, events),
        failed: (error) => {
          const about = { err: error, channelId: connected.id };
          context.log.error(about, "failed to take an event of a channel's connection");
        },
      },
    );
  }

  function openPlace({ connected, memory }: Held, place: MailboxPlace): OpenSocket {
    const { channel, settings, credentials, id: channelId } = connected;
    if (!channel.mailbox) {
      throw new Error("The channel has no mailbox");
    }
    const allowPrivate = context.config.outboundAllowPrivate;
    return openMailbox(
      channel.mailbox,
      place,
      settings,
      { memory, since: credentials.givenAt, allowPrivate },
      {
        now: context.now,
        store: (events) => store(connected, events),
        remember: async (known) => {
          await claimSocket(context, connected, owner, context.now() + leaseMs, known);
        },
        failed: (error, problem) => {
          context.log.warn({ err: error, channelId, problem }, "failed to read a mailbox");
        },
      },
    );
  }

  async function store(
    connected: ConnectedChannel,
    events: readonly ChannelEvent[],
  ): Promise<void> {
    const told = events.filter((event) => event.kind !== "ignored");
    for (const { kind } of events) {
      const outcome = kind === "ignored" ? "ignored" : "received";
      metrics.webhookEvents.inc({ type: connected.channel.type, outcome });
    }
    const routed = told.map((event) => ({ connected, event }));
    await receive(await keepAttached(context, routed));
  }

  /** Where a session can be gone on with, nobody need be asked. */
  async function addressFor(it: Held, protocol: SocketProtocol): Promise<string | undefined> {
    const mayResume = it.memory && it.failures < mostResumes;
    const remembered = mayResume ? protocol.address(undefined, it.memory) : undefined;
    if (remembered !== undefined) {
      return remembered;
    }
    it.memory = undefined;
    const result = await client.call(protocol.ask(it.connected.settings));
    return "reply" in result ? protocol.address(result.reply, undefined) : undefined;
  }

  function pause(it: Held): void {
    const ms = Math.min(longestPauseMs, 1_000 * 2 ** it.failures);
    it.failures += 1;
    it.nextAt = Date.now() + ms * (0.5 + Math.random() / 2);
  }

  async function drop(it: Held): Promise<void> {
    held.delete(it.connected.id);
    await it.opening;
    const { socket } = it;
    if (socket) {
      socket.close();
      const end = await Promise.race([socket.ended, sleep(closingMs, undefined, { ref: false })]);
      it.memory = end?.memory ?? socket.memory();
    }
    await releaseSocket(context, it.connected, owner, it.memory);
  }
}

/** The mailbox that an account watches; undefined where it has none. */
function placeOf({ channel, settings }: ConnectedChannel): MailboxPlace | undefined {
  return channel.mailbox?.place(settings);
}

/** Whether an account has a connection to keep. */
function isKept(connected: ConnectedChannel): boolean {
  return connected.channel.socket !== undefined || placeOf(connected) !== undefined;
}
