import { io, type Socket } from "socket.io-client";
import type { Session } from "../proof/api.ts";
import { type Latency, measureLatency, type Target } from "./generate-load.ts";
import type { RawPlatform } from "./raw-platform.ts";

/** The figures of an inbox. Times in milliseconds. */
export interface InboxFigures {
  /** Processor time of the server for one list, and for one search. */
  readonly listCpuMs: number;
  readonly searchCpuMs: number;
  /** How messages are answered at 50 a second, without and with open inboxes. */
  readonly closed: Latency;
  readonly open: Latency;
}

const lists = 20;
const inboxes = 10;
const latency = { perSecond: 50, ms: 10_000 };

/** Measures the inbox of a server with many conversations. */
export async function measureInbox(
  target: Target & { readonly session: Session },
  platform: RawPlatform,
): Promise<InboxFigures> {
  const { session } = target;
  const cost = async (path: string) => {
    await session.call("GET", path);
    const before = target.cpuMs() ?? 0;
    for (let index = 0; index < lists; index++) {
      await session.call("GET", path);
    }
    return ((target.cpuMs() ?? 0) - before) / lists;
  };
  const listCpuMs = await cost("/conversations");
  const searchCpuMs = await cost("/conversations?search=contact%2099");
  const closed = await measureLatency(target, platform, latency);
  const sockets = await Promise.all(
    Array.from({ length: inboxes }, () => openInbox(target.origin, session)),
  );
  const open = await measureLatency(target, platform, latency);
  for (const socket of sockets) {
    socket.close();
  }
  return { listCpuMs, searchCpuMs, closed, open };
}

/** Opens an inbox as the studio does: it fetches the list once and follows the events. */
async function openInbox(origin: string, session: Session): Promise<Socket> {
  const socket = io(`${origin}/live`, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { cookie: session.cookie, origin },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  await session.call("GET", "/conversations");
  return socket;
}
