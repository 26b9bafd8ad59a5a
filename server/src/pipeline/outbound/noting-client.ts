import { defined } from "@chatloom/flows-schema";
import type { PlatformCall } from "../../channels/channel.ts";
import { refusalOf } from "../../channels/refusal-of.ts";
import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { maskAddress, maskBody } from "../../domain/mask-body.ts";
import type { ConnectedAccount } from "../../records/connected-channel.ts";
import type { TrafficLog } from "../../records/traffic-log.ts";
import type { CallResult } from "./call-result.ts";
import type { PlatformClient } from "./platform-client.ts";

const mostCharacters = 2_000;

/** The services that make a call and log it. */
export interface CallServices {
  readonly client: PlatformClient;
  readonly traffic: TrafficLog;
  readonly context: ServerContext;
}

/** Makes calls for one account. */
export type Caller = Pick<PlatformClient, "call">;

/** Returns a client that notes each call in the log of the channel that it is made for. */
export function notingClient(
  { client, traffic, context }: CallServices,
  connected: Pick<ConnectedAccount, "id" | "workspaceId" | "channel">,
): Caller {
  return {
    async call(call, options) {
      const at = context.now();
      const begun = performance.now();
      const result = await client.call(call, options);
      const ms = Math.round(performance.now() - begun);
      const problem = problemOf(connected, result);
      const { channel } = connected;
      metrics.platformCalls.observe(
        {
          type: channel.type,
          channel: connected.id,
          result: problem === undefined ? "ok" : "failed",
        },
        ms / 1_000,
      );
      traffic.note(connected, { direction: "out", ok: problem === undefined, at, ms }, () => ({
        at,
        direction: "out",
        what: nameOf(call),
        ok: problem === undefined,
        ...("reply" in result && {
          status: result.reply.status,
          reply: maskedText(result.reply.body),
        }),
        ms,
        ...defined({ note: problem?.slice(0, 300) }),
        request: maskedText(bodyOf(call)),
      }));
      return result;
    },
  };
}

function problemOf(
  { channel }: Pick<ConnectedAccount, "channel">,
  result: CallResult,
): string | undefined {
  if ("reply" in result) {
    return refusalOf(channel, result.reply)?.message;
  }
  return "notSent" in result ? result.notSent : result.lost;
}

function nameOf(call: PlatformCall): string {
  return "protocol" in call
    ? `${call.protocol.toUpperCase()} ${call.server.host}:${call.server.port}`
    : `${call.method} ${maskAddress(call.url)}`;
}

function bodyOf(call: PlatformCall): unknown {
  if ("protocol" in call) {
    return call.mail ?? null;
  }
  const { json, form, upload } = call;
  const body = json ?? form ?? null;
  return upload ? { ...(body as object | null), [upload.field ?? "file"]: upload.mimeType } : body;
}

/** Writes a masked body as JSON of at most 2,000 characters. */
export function maskedText(body: unknown): string {
  return JSON.stringify(maskBody(body)).slice(0, mostCharacters);
}
