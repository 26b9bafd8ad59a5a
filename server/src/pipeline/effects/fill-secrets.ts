import { createHmac } from "node:crypto";
import { allowsHost, mayStandIn, type SecretPlace, secretPattern } from "@chatloom/flows-schema";
import type { HttpRequest, JsonValue } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { type StoredSecret, secrets } from "../../records/secret-model.ts";
import { UnreadableSecret, unseal } from "../../secrets/secret-box.ts";
import { failed, type Outcome } from "./outcome.ts";

/** A request with the values of its secrets, ready to be sent and never to be stored. */
export interface RequestWithSecrets {
  readonly request: HttpRequest;
  /** Tells whether the secrets may be sent to an address, such as that of a redirect. */
  readonly mayGoTo: (url: URL) => boolean;
  /** Removes the secrets from what came back. */
  readonly hide: (outcome: Outcome) => Outcome;
}

type Context = Pick<ServerContext, "connection" | "config" | "log" | "now">;

const hidden = "•••";
/** Shorter texts are found in what has nothing to do with the secret. */
const shortestHidden = 4;
const usedEveryMs = 60_000;

/** Puts the values of secrets into a request's marked places. Answers an outcome where they may not leave. */
export async function fillSecrets(
  context: Context,
  workspaceId: string,
  request: HttpRequest,
): Promise<RequestWithSecrets | { readonly failure: Outcome }> {
  const named = new Set(request.secrets);
  const found = await secrets(context.connection)
    .in(workspaceId)
    .find({ name: { $in: [...named] } });
  const missing = [...named].find((name) => !found.some((it) => it.name === name));
  if (missing !== undefined) {
    return { failure: failed("http.secret-unknown", `The vault has no secret "${missing}"`) };
  }
  const mayGoTo = (url: URL) =>
    isSafe(url, context) && found.every((it) => allowsHost(it.hosts, url.host));
  const wrong = found.map((it) => problemOf(request, it, context)).find((it) => it !== undefined);
  if (wrong !== undefined) {
    return { failure: failed("http.secret-refused", wrong) };
  }
  let values: Map<string, string>;
  try {
    values = new Map(found.map((it) => [it.name, openValue(it, context)]));
  } catch (error) {
    if (error instanceof UnreadableSecret) {
      context.log.error({ workspaceId }, "failed to read a secret of the vault");
      return {
        failure: failed("http.secret-unreadable", "A secret cannot be read; enter its value again"),
      };
    }
    throw error;
  }
  const filled = fill(request, found, values);
  // A secret inside of the host's name would be told to whoever answers for names.
  if (hostOf(filled.url) !== hostOf(request.url.replace(secretPattern, "x"))) {
    return {
      failure: failed("http.secret-refused", "A secret cannot be a part of the host's name"),
    };
  }
  await noteUse(context, workspaceId, found);
  return { request: filled, mayGoTo, hide: (outcome) => hide(outcome, [...values.values()]) };
}

/** Says why a secret cannot be sent with a request; undefined if it can. */
function problemOf(
  { url, headers, body = "" }: HttpRequest,
  { name, kind, hosts }: StoredSecret,
  context: Context,
): string | undefined {
  const places: [SecretPlace, string][] = [
    ["url", url],
    ["body", body],
    ...headers.map(({ value }): [SecretPlace, string] => ["header", value]),
  ];
  const used = places.filter(([, text]) => namesIn(text).includes(name));
  if (used.some(([place]) => !mayStandIn(kind, place))) {
    return `The secret "${name}" can only stand in a header's value`;
  }
  const plain = url.replace(secretPattern, "x");
  if (!URL.canParse(plain)) {
    return `The secret "${name}" is not sent: the address is not valid`;
  }
  const address = new URL(plain);
  if (!allowsHost(hosts, address.host)) {
    return `The secret "${name}" may not be sent to ${address.host}. Allowed: ${hosts.join(", ")}`;
  }
  return isSafe(address, context)
    ? undefined
    : `The secret "${name}" is only sent over https, not over http`;
}

function isSafe(url: URL, { config }: Context): boolean {
  return url.protocol === "https:" || config.outboundAllowPrivate;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(secretPattern)].map((it) => it[1] as string);
}

function openValue({ _id, kind, sealedValue }: StoredSecret, { config }: Context): string {
  const value = unseal(config.secretKey, sealedValue, String(_id));
  return kind === "basic" ? Buffer.from(value, "utf8").toString("base64") : value;
}

function fill(
  request: HttpRequest,
  found: readonly StoredSecret[],
  values: ReadonlyMap<string, string>,
): HttpRequest {
  const write = (text: string, encode: (value: string, name: string) => string) =>
    text.replace(secretPattern, (mark, name: string) => {
      const value = values.get(name);
      return value === undefined ? mark : encode(value, name);
    });
  const body = request.body === undefined ? undefined : write(request.body, bodyEncoding(request));
  const signing = new Set(found.filter((it) => it.kind === "signingKey").map((it) => it.name));
  const inHeader = (value: string, name: string) =>
    signing.has(name)
      ? createHmac("sha256", value)
          .update(body ?? "")
          .digest("hex")
      : value;
  return {
    ...request,
    url: write(request.url, (value) => encodeURIComponent(value)),
    headers: request.headers.map(({ name, value }) => ({ name, value: write(value, inHeader) })),
    body,
  };
}

/** Values are written as the body's format requires, as other values are. */
function bodyEncoding({ headers, body = "" }: HttpRequest): (value: string) => string {
  const type = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value ?? "";
  if (/form-urlencoded/i.test(type)) {
    return encodeURIComponent;
  }
  const json = type === "" ? /^\s*(?:[["]|\{(?!\{))/.test(body) : /json/i.test(type);
  return json ? (value) => JSON.stringify(value).slice(1, -1) : (value) => value;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

/** A moment of use is kept to within a minute, so that a busy secret does not cost a write each time. */
async function noteUse(
  { connection, now }: Context,
  workspaceId: string,
  found: readonly StoredSecret[],
): Promise<void> {
  const at = now();
  const due = found.filter(({ usedAt = 0 }) => usedAt < at - usedEveryMs);
  if (due.length > 0) {
    const filter = { _id: { $in: due.map((it) => it._id) } };
    await secrets(connection)
      .in(workspaceId)
      .updateMany(filter, { $set: { usedAt: at } });
  }
}

function hide(outcome: Outcome, values: readonly string[]): Outcome {
  const forms = values
    .flatMap((it) => [it, encodeURIComponent(it)])
    .filter((it) => it.length >= shortestHidden);
  const clean = (value: JsonValue): JsonValue => {
    if (typeof value === "string") {
      return forms.reduce((text, form) => text.replaceAll(form, hidden), value);
    }
    if (Array.isArray(value)) {
      return value.map(clean);
    }
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(
        Object.entries(value).map(([key, it]) => [String(clean(key)), clean(it as JsonValue)]),
      );
    }
    return value;
  };
  if ("answer" in outcome) {
    return { answer: clean(outcome.answer) };
  }
  const { message, body, ...error } = outcome.error;
  const text = forms.reduce((it, form) => it.replaceAll(form, hidden), message);
  return {
    error: { ...error, message: text, ...(body === undefined ? {} : { body: clean(body) }) },
  };
}
