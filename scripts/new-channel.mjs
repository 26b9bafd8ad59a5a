import { addImport, edit, insertBefore, writeNew } from "./edit-files.mjs";
import { readName } from "./names.mjs";

const { name, camel, pascal, title } = readName("new:channel");
if (name !== camel) {
  console.error("A channel's name is one word: it is part of webhook addresses");
  process.exit(1);
}
const folder = `server/src/channels/${name}`;

writeNew({
  [`${folder}/settings.ts`]: `import Type, { type Static } from "typebox";
import { Secret, Setting } from "../settings-fields.ts";

/** What connecting ${title} takes. */
export const ${pascal}Settings = Type.Object(
  {
    outgoingUrl: Setting({
      title: "Where messages are sent",
      description: "Your system’s address; every message for a contact is posted to it.",
      pattern: "^https?://",
    }),
    secret: Secret({
      title: "Signing secret",
      description: "Known to both sides: it signs what you send here and what is sent to you.",
    }),
  },
  { additionalProperties: false },
);
export type ${pascal}Settings = Static<typeof ${pascal}Settings>;
`,
  [`${folder}/abilities.ts`]: `import type { Abilities } from "@chatloom/flows-schema";

/** ${title} shows texts of at most 1,000 characters; everything else is sent as text. */
export const ${camel}Abilities: Abilities = {
  text: { max: 1_000, unit: "utf16" },
  caption: 0,
  quickReplies: null,
  buttons: null,
  list: null,
  cards: null,
  media: {},
  location: false,
  contacts: false,
  locationRequest: false,
  template: false,
  reactions: false,
  typing: false,
  receipts: { delivered: false, read: false },
  window: null,
  idempotencyKey: true,
  rate: { perSecond: 10, burst: 20 },
};
`,
  [`${folder}/guide.ts`]: `/** How to connect ${title}. */
export const ${camel}Guide = {
  en: \`1. Choose a long random **signing secret** and enter it on both sides.
2. Enter the address that takes messages under **Where messages are sent**, and save.
3. Let ${title} post its events to \\\`{{webhookUrl}}\\\`, with the secret in the header \\\`x-chatloom-secret\\\`.\`,
  vi: \`1. Chọn một **khóa ký** dài, ngẫu nhiên và nhập ở cả hai phía.
2. Nhập địa chỉ nhận tin nhắn vào ô **Where messages are sent** rồi lưu.
3. Cho ${title} gửi (POST) sự kiện tới \\\`{{webhookUrl}}\\\`, kèm khóa trong tiêu đề \\\`x-chatloom-secret\\\`.\`,
  bn: \`1. একটি লম্বা এলোমেলো **স্বাক্ষরের সিক্রেট** ঠিক করে দুই পক্ষেই লিখুন।
2. **বার্তা যেখানে পাঠানো হয়** ঘরে বার্তা নেওয়ার ঠিকানা লিখে সংরক্ষণ করুন।
3. ${title} যেন তার ইভেন্ট \\\`{{webhookUrl}}\\\`-এ পোস্ট করে, হেডার \\\`x-chatloom-secret\\\`-এ সিক্রেটসহ।\`,
};
`,
  [`${folder}/parse-webhook.ts`]: `import type { ChannelEvent } from "../channel.ts";
import { id, list, object, text, timeOf } from "../read-json.ts";

/** Reads the events of a body. An event without an id is ignored: a redelivery could not be told from a new one. */
export function parse${pascal}Webhook(
  body: unknown,
  _settings: unknown,
  now: number,
): readonly ChannelEvent[] {
  return list(object(body).events).flatMap((value): ChannelEvent[] => {
    const event = object(value);
    const eventId = id(event.id);
    if (eventId === undefined) {
      return [];
    }
    const base = { id: eventId, account: undefined, at: timeOf(event.at, now) };
    const [from, said] = [id(event.from), text(event.text)];
    if (from === undefined || said === undefined)
      return [{ ...base, kind: "ignored", what: "event without from or text" }];
    const content = { kind: "text", text: said } as const;
    return [{ ...base, kind: "message", from: { id: from }, messageId: eventId, content }];
  });
}
`,
  [`${folder}/compose-message.ts`]: `import type { HttpCall, OutgoingMessage } from "../channel.ts";
import type { ${pascal}Settings } from "./settings.ts";

/** Makes the call that sends a message. The id lets the other side notice a repetition. */
export function compose${pascal}Message(
  { id, to, content }: OutgoingMessage,
  { outgoingUrl, secret }: ${pascal}Settings,
): HttpCall {
  return {
    method: "POST",
    url: outgoingUrl,
    headers: { "x-chatloom-secret": secret, "idempotency-key": id },
    json: { id, to, content },
  };
}
`,
  [`${folder}/read-reply.ts`]: `import type { HttpReply, SendResult } from "../channel.ts";
import { id, object } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";

/** Reads the answer to a call: sent, or why not. */
export function read${pascal}Reply(reply: HttpReply): SendResult {
  const { status, body } = reply;
  if (status >= 200 && status < 300) {
    return { ok: true, messageId: id(object(body).messageId) };
  }
  const busy = status === 429 || status >= 500;
  const kind = busy ? "busy" : status === 401 || status === 403 ? "auth" : "content";
  const pause = busy ? retryAfterMs(reply) : undefined;
  const message = \`${title} answered with status \${status}.\`;
  const failure = { kind, code: String(status), message } as const;
  return {
    ok: false,
    failure: { ...failure, retryAfterMs: pause },
  };
}
`,
  [`${folder}/channel.ts`]: `import { defineChannel } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";
import { ${camel}Abilities } from "./abilities.ts";
import { compose${pascal}Message } from "./compose-message.ts";
import { ${camel}Guide } from "./guide.ts";
import { parse${pascal}Webhook } from "./parse-webhook.ts";
import { read${pascal}Reply } from "./read-reply.ts";
import { ${pascal}Settings } from "./settings.ts";

/** ${title}: texts in and out, with a shared secret in a header. */
export const ${camel} = defineChannel({
  type: "${name}",
  title: "${title}",
  icon: "webhook",
  settings: ${pascal}Settings,
  abilities: ${camel}Abilities,
  environment: {},
  guide: ${camel}Guide,
  verify: ({ headers }, { secret }) =>
    secret !== "" && sameSecret(headers["x-chatloom-secret"], secret),
  parse: parse${pascal}Webhook,
  account: () => undefined,
  compose: compose${pascal}Message,
  readReply: read${pascal}Reply,
});
`,
  [`${folder}/channel.test.ts`]: `import { expect, test } from "vitest";
import { ${camel} } from "./channel.ts";

const settings = { outgoingUrl: "https://chat.example.org/messages", secret: "s3cret" };
const request = { method: "POST", url: "/", query: {}, body: Buffer.from("{}") };

test("takes only what carries the secret", () => {
  const verify = (secret: string) =>
    ${camel}.verify({ ...request, headers: { "x-chatloom-secret": secret } }, settings, 0);
  expect(verify("s3cret")).toBe(true);
  expect(verify("other")).toBe(false);
});

test("waits when the other side is busy, and asks to reconnect when it refuses", () => {
  const kindOf = (status: number) => {
    const result = ${camel}.readReply({ status, headers: {}, body: undefined });
    return result.ok ? "sent" : result.failure.kind;
  };
  expect([200, 429, 500, 401, 422].map(kindOf)).toEqual([
    "sent",
    "busy",
    "busy",
    "auth",
    "content",
  ]);
});
`,
  [`${folder}/fixtures/text.json`]: `{
  "about": "A text.",
  "body": {
    "events": [{ "id": "evt-1", "at": 1781166600, "from": "customer-7", "text": "Xin chào" }]
  },
  "events": [
    {
      "id": "evt-1",
      "at": 1781166600000,
      "kind": "message",
      "from": { "id": "customer-7" },
      "messageId": "evt-1",
      "content": { "kind": "text", "text": "Xin chào" }
    }
  ]
}
`,
  [`test/doubles/${name}-rules.ts`]: `import { type Check, shape, text } from "./check.ts";

const content: Check = (value, path) =>
  (value as { kind?: unknown } | undefined)?.kind === "text" ? undefined : \`\${path} is no text\`;
const message = shape({ id: text(500), to: text(2_000), content });

/** Says what is wrong with the body of an outgoing message; undefined where nothing is. */
export function check${pascal}Send(body: unknown): string | undefined {
  return message(body, "body");
}
`,
});
addImport("server/src/channels/index.ts", `import { ${camel} } from "./${name}/channel.ts";`);
edit("server/src/channels/index.ts", "  http,\n};", `  http,\n  ${camel},\n};`);
const samples = "test/contract/channel-samples.ts";
insertBefore(
  samples,
  "} satisfies",
  `  ${name}: { outgoingUrl: "https://chat.example.org/messages", secret: "test_secret" },`,
);
edit(samples, `  http: "customer-7",\n`, `  http: "customer-7",\n  ${name}: "customer-7",\n`);
const contract = "test/contract/channels.test.ts";
addImport(contract, `import { check${pascal}Send } from "../doubles/${name}-rules.ts";`);
edit(
  contract,
  "  http: (call) => checkHttpSend(bodyOf(call)),\n",
  `  http: (call) => checkHttpSend(bodyOf(call)),\n  ${name}: (call) => check${pascal}Send(bodyOf(call)),\n`,
);
edit(
  "studio/src/ui/channel-icon.tsx",
  "  http: IconApi,\n",
  `  http: IconApi,\n  ${name}: IconApi,\n`,
);
console.log(`Run the tests: npx vitest run ${folder} test/contract`);
