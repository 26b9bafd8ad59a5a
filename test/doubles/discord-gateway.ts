import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { Double } from "./double.ts";
import { startDouble } from "./start-double.ts";

/** Discord's gateway in front of its REST double: what people write in direct messages. */
export interface DiscordGateway {
  /** The REST double, for what the bot sends. */
  readonly double: Double;
  /** The settings that connect a channel of ours to both. */
  readonly settings: Readonly<Record<string, string>>;
  /** How connections began, in order. */
  readonly began: readonly ("identify" | "resume")[];
  /** How many connections are open. */
  readonly open: () => number;
  /** How many beats came. */
  readonly beats: () => number;
  /** Something happens on Discord; told at once, or when the session is gone on with. */
  readonly dispatch: (name: string, data: object) => void;
  /** Closes the connection with this code; without one, it breaks. */
  readonly drop: (code?: number) => void;
  readonly behave: (behaviour: Behaviour) => void;
  readonly close: () => Promise<void>;
}

interface Behaviour {
  /** Milliseconds between beats of new connections. */
  readonly beatEvery?: number;
  /** Beats are not answered. */
  readonly mute?: boolean;
  /** The session is not known any more. */
  readonly forgets?: boolean;
  /** Every identify is refused with this code. */
  readonly refuses?: number;
}

/** Starts both on free ports; close them when the test ends. */
export async function startDiscordGateway(): Promise<DiscordGateway> {
  const double = await startDouble("discord");
  const began: ("identify" | "resume")[] = [];
  const told: { readonly s: number; readonly t: string; readonly d: object }[] = [];
  const connections = new Set<WebSocket>();
  const ready = new Set<WebSocket>();
  let behaviour: Behaviour = {};
  let beats = 0;
  let session = 0;
  let seq = 1;
  const nextSeq = (): number => {
    seq += 1;
    return seq;
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** The gateway's address is told here; all else is for the REST double. */
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === "/gateway/bot") {
      const isOurs = request.headers.authorization === `Bot ${double.settings.botToken}`;
      const body = isOurs ? { url: `ws://${host}`, shards: 1 } : { code: 0, message: "401" };
      response.writeHead(isOurs ? 200 : 401, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const { authorization = "", "user-agent": agent = "", "content-type": type } = request.headers;
    const method = request.method ?? "GET";
    const reply = await fetch(double.url + request.url, {
      method,
      headers: { authorization, "user-agent": agent, ...(type && { "content-type": type }) },
      body: chunks.length > 0 ? Buffer.concat(chunks) : null,
    });
    response.writeHead(reply.status, { "content-type": "application/json" });
    response.end(Buffer.from(await reply.arrayBuffer()));
  }

  sockets.on("connection", (socket) => {
    connections.add(socket);
    socket.on("close", () => {
      connections.delete(socket);
      ready.delete(socket);
    });
    socket.on("message", (data) => {
      const { op, d } = JSON.parse(String(data));
      take(socket, op, d ?? {});
    });
    send(socket, { op: 10, d: { heartbeat_interval: behaviour.beatEvery ?? 41_250 } });
  });

  function take(socket: WebSocket, op: number, d: Record<string, unknown>): void {
    if (op === 1) {
      beats += 1;
      if (!behaviour.mute) {
        send(socket, { op: 11 });
      }
      return;
    }
    if (d.token !== double.settings.botToken || behaviour.refuses !== undefined) {
      socket.close(behaviour.refuses ?? 4004);
      return;
    }
    if (op === 2) {
      began.push("identify");
      session += 1;
      const { intents, properties } = d as { intents?: number; properties?: object };
      if (!properties || intents === undefined || (intents & (1 << 15)) !== 0) {
        socket.close(4014);
        return;
      }
      const data = { v: 10, session_id: `s${session}`, resume_gateway_url: `ws://${host}` };
      send(socket, { op: 0, s: nextSeq(), t: "READY", d: data });
      ready.add(socket);
      return;
    }
    began.push("resume");
    if (behaviour.forgets || d.session_id !== `s${session}`) {
      send(socket, { op: 9, d: false });
      return;
    }
    for (const event of told.filter((it) => it.s > Number(d.seq))) {
      send(socket, { op: 0, ...event });
    }
    send(socket, { op: 0, s: nextSeq(), t: "RESUMED", d: {} });
    ready.add(socket);
  }

  return {
    double,
    settings: { ...double.settings, apiBaseUrl: `http://${host}` },
    began,
    open: () => connections.size,
    beats: () => beats,
    dispatch(t, d) {
      const event = { s: nextSeq(), t, d };
      told.push(event);
      for (const socket of ready) {
        send(socket, { op: 0, ...event });
      }
    },
    drop(code) {
      for (const socket of connections) {
        ready.delete(socket);
        if (code === undefined) {
          socket.terminate();
        } else {
          socket.close(code);
        }
      }
    },
    behave: (given) => {
      behaviour = given;
    },
    async close() {
      for (const socket of connections) {
        socket.terminate();
      }
      sockets.close();
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await double.close();
    },
  };
}

function send(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame));
}
