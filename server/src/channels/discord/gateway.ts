import { addressBelow } from "../address-below.ts";
import { number, object, text } from "../read-json.ts";
import type { SocketMemory, SocketProtocol, SocketStep } from "../socket-protocol.ts";
import { discordCall } from "./call.ts";
import { parseDiscordDispatch } from "./parse-dispatch.ts";
import type { DiscordSettings } from "./settings.ts";

// https://discord.com/developers/docs/events/gateway
const codes = {
  dispatch: 0,
  beat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  beatAnswered: 11,
} as const;

/** Direct messages and the reactions to them; neither needs Discord's approval. */
const intents = (1 << 12) | (1 << 13);

/** Why Discord closed the connection for good. */
const problems: Readonly<Record<number, string>> = {
  4004: "Discord refused the bot token. Enter a new one.",
  4010: "Discord refused the connection: invalid shard.",
  4011: "The bot is in too many servers for one connection.",
  4012: "Discord no longer knows this version of its gateway.",
  4013: "Discord refused the connection: invalid intents.",
  4014: "Discord refused the connection: intents that the application may not use.",
};
/** After these codes the session is gone. */
const sessionEnded: ReadonlySet<number> = new Set([4007, 4009]);

/** The gateway, over which Discord tells what people write to the bot in direct messages. */
export const discordGateway: SocketProtocol<typeof DiscordSettings> = {
  ask: (settings) => discordCall(settings, "GET", "gateway/bot"),
  address: (reply, memory) => {
    const url = reply ? text(object(reply.body).url) : text(memory?.resumeUrl);
    return url !== undefined && /^wss?:\/\//.test(url)
      ? addressBelow(url, `?v=10&encoding=json`)
      : undefined;
  },
  receive: receiveFrame,
  beat: (memory) => ({ op: codes.beat, d: memory?.seq ?? null }),
  onClose: (code) => {
    const problem = problems[code];
    return problem === undefined ? (sessionEnded.has(code) ? "fresh" : "resume") : { problem };
  },
};

function receiveFrame(
  frame: unknown,
  settings: DiscordSettings,
  memory: SocketMemory | undefined,
  now: number,
): SocketStep {
  const { op, d, s, t } = object(frame);
  switch (op) {
    case codes.hello:
      return {
        beatEveryMs: number(object(d).heartbeat_interval, 1_000, 300_000) ?? 41_250,
        send: [memory === undefined ? identify(settings) : resume(settings, memory)],
      };
    case codes.beatAnswered:
      return { beatAnswered: true };
    case codes.beat:
      return { send: [discordGateway.beat(memory)] };
    case codes.reconnect:
      return { close: true };
    case codes.invalidSession:
      return d === true ? { close: true } : { close: true, memory: null };
    case codes.dispatch:
      return dispatch(text(t), d, number(s), memory, now);
    default:
      return {};
  }
}

function dispatch(
  name: string | undefined,
  data: unknown,
  seq: number | undefined,
  memory: SocketMemory | undefined,
  now: number,
): SocketStep {
  if (name === "READY") {
    const { session_id, resume_gateway_url } = object(data);
    const known = { sessionId: text(session_id) ?? "", resumeUrl: text(resume_gateway_url) ?? "" };
    return { memory: { ...known, seq: seq ?? 0 } };
  }
  if (memory === undefined || seq === undefined) {
    return {};
  }
  const mark = `${memory.sessionId}:${seq}`;
  return {
    memory: { ...memory, seq },
    events: name === undefined ? [] : parseDiscordDispatch(name, data, mark, now),
  };
}

function identify({ botToken }: DiscordSettings) {
  const properties = { os: "linux", browser: "chatloom", device: "chatloom" };
  return { op: codes.identify, d: { token: botToken, intents, properties } };
}

function resume({ botToken }: DiscordSettings, { sessionId, seq }: SocketMemory) {
  return { op: codes.resume, d: { token: botToken, session_id: sessionId, seq } };
}
