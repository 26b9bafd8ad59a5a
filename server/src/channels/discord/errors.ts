import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { id, number, object, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { unclearAnswer } from "../unclear-answer.ts";

/** The failures that Discord's codes mean, where the status is not enough; https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const kinds: Readonly<Record<number, SendFailure["kind"]>> = {
  10003: "unreachable",
  10004: "unreachable",
  10013: "unreachable",
  50001: "unreachable",
  50007: "unreachable",
  50008: "unreachable",
  50278: "unreachable",
  // The interaction's token has expired: the message is sent to the channel instead.
  10008: "token",
  10015: "token",
  10062: "token",
  40060: "token",
  50027: "token",
  20016: "busy",
  20028: "busy",
  40003: "busy",
  110001: "busy",
  130000: "busy",
  40001: "auth",
  50014: "auth",
  40094: "policy",
  50013: "policy",
  160002: "policy",
  200000: "policy",
  200001: "policy",
  240000: "policy",
};

/** Reads Discord's answer to a call. */
export function readDiscordReply(reply: HttpReply): SendResult {
  const { status } = reply;
  const body = object(reply.body);
  if (status >= 200 && status < 300) {
    const messageId = id(body.id);
    return messageId === undefined ? unclearAnswer : { ok: true, messageId };
  }
  const code = number(body.code);
  const kind = status === 429 || status >= 500 ? "busy" : kindOf(code, status);
  const pause = kind === "busy" ? pauseOf(reply) : undefined;
  const said = text(body.message) ?? `status ${status}`;
  return {
    ok: false,
    failure: {
      kind,
      code: String(code || status),
      message: `Discord refused: ${[said, ...flaws(body.errors)].join("; ")}`,
      retryAfterMs: pause,
    },
  };
}

function kindOf(code: number | undefined, status: number): SendFailure["kind"] {
  const known = code === undefined ? undefined : kinds[code];
  if (known !== undefined) {
    return known;
  }
  return status === 401 ? "auth" : status === 403 ? "policy" : "content";
}

/** How long to wait: of the bucket that is used up, in seconds with a fraction. */
function pauseOf(reply: HttpReply): number | undefined {
  const seconds = number(object(reply.body).retry_after, 0);
  return seconds === undefined ? retryAfterMs(reply) : Math.ceil(seconds * 1_000);
}

const mostFlaws = 5;

/** Lists the fields with errors. `errors` nests like the message; each leaf is a list named `_errors`. */
function flaws(errors: unknown, path = "", depth = 0): readonly string[] {
  if (depth > 8) {
    return [];
  }
  return Object.entries(object(errors))
    .flatMap(([name, inner]): readonly string[] => {
      if (name === "_errors" && Array.isArray(inner)) {
        return inner.flatMap((it) => {
          const said = text(object(it).message);
          return said === undefined ? [] : [`${path}: ${said}`];
        });
      }
      return flaws(inner, path === "" ? name : `${path}.${name}`, depth + 1);
    })
    .slice(0, mostFlaws);
}
