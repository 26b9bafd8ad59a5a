import { type Dispatcher, WebSocket } from "undici";
import type { ChannelEvent } from "../../channels/channel.ts";
import { json } from "../../channels/read-json.ts";
import type { SocketMemory, SocketProtocol } from "../../channels/socket-protocol.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";

/** How a connection ended, and what is remembered of it. */
export interface SocketEnd {
  readonly memory: SocketMemory | undefined;
  readonly problem?: string;
}

/** One connection to a platform. */
export interface OpenSocket {
  /** As far as its events are stored. */
  readonly memory: () => SocketMemory | undefined;
  /** Closes it so that it can be gone on with. */
  readonly close: () => void;
  /** Resolves when it is closed and its last event is stored. */
  readonly ended: Promise<SocketEnd>;
}

/** A private code: with 1000 platforms would forget the session. */
const closedByUs = 4000;

/** Opens a connection. A beat that was not answered when the next is due closes it. */
export function openSocket(
  protocol: SocketProtocol,
  settings: ConnectedChannel["settings"],
  first: {
    readonly url: string;
    readonly memory: SocketMemory | undefined;
    readonly dispatcher: Dispatcher;
  },
  hooks: {
    readonly now: () => number;
    readonly store: (events: readonly ChannelEvent[]) => Promise<void>;
    readonly failed: (error: unknown) => void;
  },
): OpenSocket {
  const socket = new WebSocket(first.url, { dispatcher: first.dispatcher });
  let { memory } = first;
  let queue: Promise<void> = Promise.resolve();
  let beating: NodeJS.Timeout | undefined;
  let awaited = false;
  let isClosing = false;

  const close = (): void => {
    isClosing = true;
    if (socket.readyState === WebSocket.OPEN) {
      socket.close(closedByUs);
    } else if (socket.readyState === WebSocket.CONNECTING) {
      socket.addEventListener("open", () => socket.close(closedByUs));
    }
  };

  async function handle(data: unknown): Promise<void> {
    // The platform repeats all frames after one that could not be stored.
    if (isClosing) {
      return;
    }
    const step = protocol.receive(json(String(data)), settings, memory, hooks.now());
    if (step.events && step.events.length > 0) {
      await hooks.store(step.events);
    }
    if (step.memory !== undefined) {
      memory = step.memory ?? undefined;
    }
    for (const frame of step.send ?? []) {
      send(frame);
    }
    if (step.beatAnswered) {
      awaited = false;
    }
    if (step.beatEveryMs !== undefined) {
      beatEvery(step.beatEveryMs);
    }
    if (step.close) {
      close();
    }
  }

  function send(frame: unknown): void {
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(frame));
    }
  }

  /** The first beat comes at a random moment, so that many servers do not beat at once. */
  function beatEvery(ms: number): void {
    clearTimeout(beating);
    const beat = (): void => {
      if (awaited) {
        close();
        return;
      }
      awaited = true;
      send(protocol.beat(memory));
      beating = setTimeout(beat, ms);
    };
    beating = setTimeout(beat, ms * Math.random());
  }

  socket.addEventListener("message", ({ data }) => {
    queue = queue
      .then(() => handle(data))
      .catch((error: unknown) => {
        hooks.failed(error);
        close();
      });
  });
  socket.addEventListener("error", () => {
    // The close event follows and tells all there is to know.
  });
  const ended = new Promise<SocketEnd>((resolve) => {
    socket.addEventListener("close", ({ code }) => {
      clearTimeout(beating);
      void queue.then(() => {
        isClosing = true;
        const meaning = protocol.onClose(code);
        const problem = typeof meaning === "object" ? meaning : {};
        resolve({ memory: meaning === "resume" ? memory : undefined, ...problem });
      });
    });
  });
  return { memory: () => memory, close, ended };
}
