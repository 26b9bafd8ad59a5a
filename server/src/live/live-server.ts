import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import type { RequestHandler } from "express";
import { type Socket, Server as Sockets } from "socket.io";
import type { JoinedProcesses } from "./join-processes.ts";

/** The live connections of one server. */
export interface LiveServer {
  readonly sockets: Sockets;
  /** Answers the polling requests of live connections. */
  readonly handle: RequestHandler;
  /** Accepts connections. Before it, browsers get the answer of a server that starts, and come back. */
  open(): void;
  close(): Promise<void>;
}

type Line = Pick<Socket["conn"], "once" | "close">;

const path = "/socket.io/";

/** Prepares live connections beside the other routes of the same port. */
export function createLiveServer(http: Server, joined: JoinedProcesses): LiveServer {
  // A server that never listens: socket.io answers through it, and leaves the listeners of the real one alone.
  const inner = createServer();
  const sockets = new Sockets(inner, {
    path,
    serveClient: false,
    maxHttpBufferSize: 300_000,
    // Web chats stand on other sites; members' connections check their origin themselves.
    cors: { origin: true, credentials: true },
    adapter: joined.adapter as never,
    // Events of other processes are received before a client connects here.
    allowRequest: (_request, answer) => {
      joined.listening().then(
        () => answer(null, true),
        () => answer("The store cannot be reached", false),
      );
    },
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.url?.startsWith(path)) {
      inner.emit("upgrade", request, socket, head);
    } else {
      socket.destroy();
    }
  };
  // As if the lines had broken: browsers come back by themselves, and catch up.
  const lines = new Set<Line>();
  sockets.engine.on("connection", (line: Line) => {
    lines.add(line);
    line.once("close", () => lines.delete(line));
  });
  joined.onMissed(() => {
    for (const line of lines) {
      line.close();
    }
  });

  return {
    sockets,
    handle: (request, response, next) => {
      if (request.url.startsWith(path)) {
        inner.emit("request", request, response);
      } else {
        next();
      }
    },
    open() {
      http.on("upgrade", upgrade);
    },
    async close() {
      http.off("upgrade", upgrade);
      sockets.disconnectSockets(true);
      await sockets.close();
      await joined.stop();
    },
  };
}
