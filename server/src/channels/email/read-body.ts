import type { WebhookRequest } from "../channel.ts";
import { list, object, objects, text } from "../read-json.ts";
import { readAddresses, readMime } from "./read-mime.ts";

/**
 * Reads an inbound webhook into the JSON of a mail. It may be the mail itself (`message/rfc822`), Postmark's JSON, or a form as
 * SendGrid's Inbound Parse and Mailgun's routes post it, each with or without the whole mail; undefined where it is none of them.
 */
export async function readEmailBody(request: WebhookRequest): Promise<unknown> {
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json") {
    return readPostmark(parse(request.body));
  }
  if (type === "multipart/form-data" || type === "application/x-www-form-urlencoded") {
    return readForm(request);
  }
  return readMime(request.body);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

// https://postmarkapp.com/developer/webhooks/inbound-webhook
async function readPostmark(body: unknown): Promise<unknown> {
  if (body === undefined) {
    return undefined;
  }
  const mail = object(body);
  const raw = text(mail.RawEmail) === undefined ? undefined : String(mail.RawEmail);
  if (raw !== undefined) {
    return readMime(Buffer.from(raw, "utf8"));
  }
  const headers = objects(mail.Headers).map(({ Name, Value }) => ({
    name: String(Name ?? ""),
    value: String(Value ?? ""),
  }));
  const person = (value: unknown) => {
    const { Email, Name } = object(value);
    return { address: Email, name: Name };
  };
  return {
    ...readHeaders(headers),
    from: person(mail.FromFull),
    to: list(mail.ToFull).map(person),
    cc: list(mail.CcFull).map(person),
    replyTo: typeof mail.ReplyTo === "string" ? readAddresses(mail.ReplyTo) : [],
    subject: mail.Subject,
    date: typeof mail.Date === "string" ? Date.parse(mail.Date) : undefined,
    text: mail.TextBody,
    html: mail.HtmlBody,
    files: objects(mail.Attachments).map(({ Name, Content, ContentType, ContentID }) => ({
      fileName: Name,
      mimeType: ContentType,
      base64: Content,
      inline: typeof ContentID === "string" && ContentID !== "",
    })),
  };
}

async function readForm({ headers, body }: WebhookRequest): Promise<unknown> {
  const fields = await new Response(new Uint8Array(body), {
    headers: { "content-type": headers["content-type"] ?? "" },
  })
    .formData()
    .catch(() => undefined);
  if (!fields) {
    return undefined;
  }
  const field = (...names: readonly string[]) => {
    const found = names.map((it) => fields.get(it)).find((it) => typeof it === "string");
    return typeof found === "string" ? found : undefined;
  };
  const whole = field("email", "body-mime");
  if (whole !== undefined) {
    return readMime(Buffer.from(whole, "utf8"));
  }
  const known = readHeaders(headerPairs(field("message-headers"), field("headers")));
  const from = readAddresses(field("From", "from") ?? "")[0];
  const subject = field("Subject", "subject");
  return {
    ...known,
    from: from ?? known.from,
    to: readAddresses(field("To", "to", "recipient") ?? ""),
    cc: readAddresses(field("Cc", "cc") ?? ""),
    subject,
    text: field("body-plain", "text"),
    html: field("body-html", "html"),
    files: await filesOf(fields, inlineFiles(field("content-id-map"), field("attachment-info"))),
  };
}

/** Mailgun tells the headers as JSON pairs, SendGrid as they stand in the mail. */
function headerPairs(pairs: string | undefined, lines: string | undefined) {
  if (pairs !== undefined) {
    return list(parse(Buffer.from(pairs))).map((it) => {
      const [name, value] = list(it);
      return { name: String(name ?? ""), value: String(value ?? "") };
    });
  }
  const unfolded = (lines ?? "").replace(/\r?\n[ \t]+/g, " ");
  return unfolded.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(":");
    return colon < 1 ? [] : [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }];
  });
}

/** Reads the headers, for providers that give the rest of the mail in other fields. */
function readHeaders(headers: readonly { readonly name: string; readonly value: string }[]) {
  const get = (name: string) => headers.find((it) => it.name.toLowerCase() === name)?.value;
  const date = Date.parse(get("date") ?? "");
  return {
    headers,
    from: readAddresses(get("from") ?? "")[0],
    replyTo: readAddresses(get("reply-to") ?? ""),
    subject: get("subject"),
    messageId: get("message-id"),
    inReplyTo: get("in-reply-to"),
    references: [get("references") ?? ""],
    date: Number.isFinite(date) ? date : undefined,
  };
}

/** The fields of files that the text shows: Mailgun tells them by Content-ID, SendGrid by field. */
function inlineFiles(byId: string | undefined, byField: string | undefined): ReadonlySet<string> {
  const read = (value = "") => Object.entries(object(parse(Buffer.from(value))));
  const shown = read(byField).filter(([, info]) => text(object(info)["content-id"]) !== undefined);
  return new Set([...read(byId).map(([, name]) => String(name)), ...shown.map(([name]) => name)]);
}

async function filesOf(fields: FormData, inline: ReadonlySet<string>) {
  const files = [];
  for (const [name, value] of fields) {
    if (typeof value !== "string") {
      const bytes = Buffer.from(await value.arrayBuffer());
      const fileName = value.name;
      const mimeType = value.type || "application/octet-stream";
      files.push({
        fileName,
        mimeType,
        base64: bytes.toString("base64"),
        inline: inline.has(name),
      });
    }
  }
  return files;
}
