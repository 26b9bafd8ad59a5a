import { createPrivateKey, createPublicKey, sign as signBytes } from "node:crypto";
import { checkDiscordMessage } from "./discord-rules.ts";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { tokenBucket } from "./token-bucket.ts";

const botToken = "MTQw.double.token";
const applicationId = "1400000000000000000";
/** The first key of RFC 8032, section 7.1. */
const seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const der = Buffer.from(`302e020100300506032b657004220420${seed}`, "hex");
const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
const publicKey = createPublicKey(privateKey)
  .export({ format: "der", type: "spki" })
  .subarray(-32)
  .toString("hex");
const epoch = 1_420_070_400_000;

/** Discord's REST API and its interactions over HTTP. */
export function discordPlatform(now: () => number): Platform {
  let made = 0n;
  const channels = new Map<string, () => number>();
  const tokens = new Set<string>();

  function makeId(at: number): string {
    made += 1n;
    return String((BigInt(at - epoch) << 22n) + made);
  }

  function takeMessage(channelId: string, body: unknown): Verdict {
    const { payload_json, ...files } = (body ?? {}) as Record<string, unknown>;
    const upload = files["files[0]"] as { readonly size?: number } | undefined;
    const hasFile = upload !== undefined;
    if ((upload?.size ?? 0) > 10 * 1_048_576) {
      return problem(413, 40_005, "Request entity too large");
    }
    const wrong = checkDiscordMessage(payload_json ?? body, hasFile);
    if (wrong !== undefined) {
      return wrong === "empty"
        ? problem(400, 50_006, "Cannot send an empty message")
        : problem(400, 50_035, `Invalid Form Body: ${wrong}`);
    }
    const bucket = channels.get(channelId) ?? tokenBucket(1, 20);
    channels.set(channelId, bucket);
    const wait = bucket();
    return wait > 0
      ? tooMany(wait)
      : { status: 200, body: { id: makeId(now()), channel_id: channelId } };
  }

  /** Discord tries the address with a sound and a forged signature before it takes it. */
  async function setEndpoint(url: string): Promise<Verdict> {
    const body = JSON.stringify({
      id: makeId(now()),
      application_id: applicationId,
      type: 1,
      token: "t",
      version: 1,
    });
    const post = (headers: Readonly<Record<string, string>>) =>
      fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body,
      })
        .then(async (it) => ({ status: it.status, body: await it.text() }))
        .catch(() => undefined);
    const [sound, forged] = [
      await post(sign(body)),
      await post({ ...sign(body), "x-signature-ed25519": "00".repeat(64) }),
    ];
    return sound?.status === 200 && sound.body === '{"type":1}' && forged?.status === 401
      ? { status: 200, body: application }
      : problem(400, 50_035, "interactions_endpoint_url could not be verified");
  }

  function sign(body: string): Readonly<Record<string, string>> {
    const seconds = String(Math.floor(now() / 1_000));
    return {
      "x-signature-timestamp": seconds,
      "x-signature-ed25519": signBytes(null, Buffer.from(seconds + body), privateKey).toString(
        "hex",
      ),
    };
  }

  function answer(call: ReceivedCall, url: string): Verdict | Promise<Verdict> {
    const parts = new URL(call.path, url).pathname.split("/").slice(1);
    const route = `${call.method} ${parts.map((it) => (/^\d+$/.test(it) ? "#" : it)).join("/")}`;
    if (parts[0] === "media") {
      return download(call, parts[1] ?? "");
    }
    if (!call.headers["user-agent"]?.startsWith("DiscordBot (")) {
      return problem(403, 0, "The user agent is missing");
    }
    if (parts[0] === "webhooks") {
      return tokens.has(decodeURIComponent(parts[2] ?? ""))
        ? takeMessage("interaction", call.body)
        : problem(404, 10_015, "Unknown Webhook");
    }
    if (call.headers.authorization !== `Bot ${botToken}`) {
      return problem(401, 0, "401: Unauthorized");
    }
    switch (route) {
      case "GET applications/@me":
        return { status: 200, body: application };
      case "GET gateway/bot":
        // Nobody listens there: see `discord-gateway.ts`.
        return { status: 200, body: { url: "ws://127.0.0.1:9", shards: 1 } };
      case "PATCH applications/@me":
        return setEndpoint(
          String((call.body as Record<string, unknown>).interactions_endpoint_url),
        );
      case "PUT applications/#/commands":
        return { status: 200, body: call.body };
      case "POST channels/#/messages":
        return takeMessage(parts[1] ?? "", call.body);
      case "POST channels/#/typing":
        return { status: 204, body: Buffer.from("") };
      default:
        return problem(404, 0, "404: Not Found");
    }
  }

  function interaction(event: DoubleEvent): unknown {
    if (event.kind === "raw") {
      return event.body;
    }
    const at = "at" in event && event.at !== undefined ? event.at : now();
    const id = "id" in event && event.id !== undefined ? event.id : makeId(at);
    const token = `token.${id}`;
    tokens.add(token);
    const base = { id, application_id: applicationId, token, version: 1, locale: "vi", context: 1 };
    // Discord knows neither statuses nor places nor greetings.
    if (event.kind === "status" || event.kind === "location" || event.kind === "welcome") {
      return { ...base, type: 4, data: { name: "chat" } };
    }
    const user = { id: "1300000000000000001", username: "ana", global_name: event.name ?? "Ana" };
    const about = { ...base, channel_id: event.from, user };
    switch (event.kind) {
      case "text":
        return {
          ...about,
          type: 2,
          data: { name: "chat", options: [{ name: "text", type: 3, value: event.text }] },
        };
      case "tap": {
        const tapped = { type: 2, style: 2, label: event.label, custom_id: event.payload };
        const message = {
          id: "1400000000000000009",
          components: [{ type: 1, components: [tapped] }],
        };
        const data = { custom_id: event.payload, component_type: 2 };
        return { ...about, type: 3, data, message };
      }
      case "image": {
        const file = {
          id: "9",
          filename: "a.jpg",
          content_type: "image/jpeg",
          size: 7,
          url: event.fileId,
        };
        const words = { name: "text", type: 3, value: event.caption ?? "" };
        const options = [words, { name: "file", type: 11, value: "9" }];
        return {
          ...about,
          type: 2,
          data: { name: "chat", options, resolved: { attachments: { 9: file } } },
        };
      }
    }
  }

  return {
    type: "discord",
    settings: (url) => ({ botToken, publicKey, applicationId, command: "chat", apiBaseUrl: url }),
    answer,
    envelope: (status) =>
      status === 429
        ? tooMany(1).body
        : { code: status === 400 ? 50_035 : 0, message: `refused with ${status}` },
    isSend: ({ method, path }) =>
      (method === "POST" && path.endsWith("/messages")) || path.endsWith("/messages/@original"),
    identity: ({ path, body }) => `${path} ${JSON.stringify(body)}`,
    webhookBody: interaction,
    sign,
  };
}

const application = { id: applicationId, name: "Double Bot", verify_key: publicKey };

function problem(status: number, code: number, message: string): Verdict {
  return { status, problem: message, body: { code, message } };
}

function tooMany(seconds: number): Verdict {
  const body = { message: "You are being rate limited.", retry_after: seconds, global: false };
  const headers = { "retry-after": String(Math.ceil(seconds)) };
  return { status: 429, problem: body.message, headers, body };
}

function download({ files }: ReceivedCall, id: string): Verdict {
  const file = files.get(id);
  return file
    ? { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } }
    : { status: 404, body: "gone" };
}
