import { createHmac } from "node:crypto";
import { allowsHost, defined, mayStandIn, type SecretPlace } from "@chatloom/flows-schema";
import type { HttpRequest, JsonValue } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { type StoredSecret, secrets } from "../../records/secret-model.ts";
import { SecretRefused } from "../../records/secret-refused.ts";
import { sensitiveAnswers } from "../../records/sensitive-answers.ts";
import { noteUse, openValue } from "../../records/vault.ts";
import { UnreadableSecret } from "../../secrets/secret-box.ts";
import type { EffectPlace } from "./effect-place.ts";
import { failed, type Outcome } from "./outcome.ts";

/** A request with the values of its secrets, ready to be sent and never to be stored. */
export interface RequestWithSecrets {
  readonly request: HttpRequest;
  /** Tells whether the secrets may be sent to an address, such as that of a redirect. */
  readonly mayGoTo: (url: URL) => boolean;
  /** Removes the secrets from what came back. */
  readonly hide: (outcome: Outcome) => Outcome;
}

type Context = ServerContext;

const hidden = "•••";
/** Shorter texts are found in what has nothing to do with the secret. */
const shortestHidden = 4;

/**
 * Matches the marked places as the engine writes them, the name of a secret or the id of a message with a sensitive answer. Places that
 * contacts write have a space in them.
 */
const marks = /\{\{secret\.(\w+)\}\}|\{\{sensitive\.([\w-]+)\}\}/g;

/**
 * Puts the values of secrets and of sensitive answers into a request's marked places. Answers an outcome where they may not leave.
 */
export async function fillSecrets(
  context: Context,
  place: EffectPlace,
  request: HttpRequest,
): Promise<RequestWithSecrets | { readonly failure: Outcome }> {
  const { workspaceId } = place;
  const named = new Set(request.secrets);
  const found = await secrets(context.connection)
    .in(workspaceId)
    .find({ name: { $in: [...named] } });
  const missing = [...named].find((name) => !found.some((it) => it.name === name));
  if (missing !== undefined) {
    return { failure: failed("http.secret-unknown", `The vault has no secret "${missing}"`) };
  }
  const ids = request.sensitive ?? [];
  const ownHost = hostOf(request.url.replace(marks, "x"));
  const mayGoTo = (url: URL) =>
    isSafe(url, context) &&
    found.every((it) => allowsHost(it.hosts, url.host)) &&
    (ids.length === 0 || url.host === ownHost);
  const wrong = found.map((it) => problemOf(request, it, context)).find((it) => it !== undefined);
  if (wrong !== undefined) {
    return { failure: failed("http.secret-refused", wrong) };
  }
  let values: Map<string, string>;
  let answers: ReadonlyMap<string, string>;
  try {
    const opened = found.map(async (it) => [it.name, await openValue(it, context)] as const);
    values = new Map(await Promise.all(opened));
    answers = await answersOf(context, place, ids);
  } catch (error) {
    if (error instanceof SecretRefused) {
      const code = error.fault === "busy" ? "http.service-busy" : "http.service-disconnected";
      return { failure: failed(code, error.message) };
    }
    if (error instanceof UnreadableSecret) {
      context.log.error({ workspaceId }, "failed to read a secret of the vault");
      return {
        failure: failed("http.secret-unreadable", "A secret cannot be read; enter its value again"),
      };
    }
    throw error;
  }
  const refused = answerProblem(request, answers, context);
  if (refused) {
    return { failure: refused };
  }
  const filled = fill(request, found, (secret, id) =>
    id === undefined ? values.get(secret ?? "") : answers.get(id),
  );
  // A secret inside of the host's name would be told to whoever answers for names.
  if (hostOf(filled.url) !== ownHost) {
    return {
      failure: failed("http.secret-refused", "A secret cannot be a part of the host's name"),
    };
  }
  await noteUse(context, workspaceId, found);
  const told = [...values.values(), ...answers.values()];
  return { request: filled, mayGoTo, hide: (outcome) => hide(outcome, told) };
}

async function answersOf(
  context: Context,
  { workspaceId, contactId }: EffectPlace,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return ids.length === 0 || contactId === undefined
    ? new Map()
    : sensitiveAnswers(context, { workspaceId, contactId }, ids);
}

/** Says why sensitive answers cannot be sent with a request; undefined if they can. */
function answerProblem(
  { url, headers, sensitive = [] }: HttpRequest,
  answers: ReadonlyMap<string, string>,
  context: Context,
): Outcome | undefined {
  if (sensitive.length === 0) {
    return undefined;
  }
  if (sensitive.some((id) => !answers.has(id))) {
    return failed("http.sensitive-missing", "The sensitive answer is not there, or not any more");
  }
  const plain = url.replace(marks, "x");
  if (!URL.canParse(plain) || !isSafe(new URL(plain), context)) {
    return failed("http.sensitive-refused", "A sensitive answer is only sent over https");
  }
  const inHeaders = headers.flatMap(({ value }) =>
    [...value.matchAll(marks)].map((it) => answers.get(it[2] ?? "") ?? ""),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return inHeaders.some((it) => /[\0-\x1f\x7f]/.test(it))
    ? failed("http.sensitive-refused", "An answer with line breaks cannot stand in a header")
    : undefined;
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
  const plain = url.replace(marks, "x");
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
  return [...text.matchAll(marks)].flatMap((it) => it[1] ?? []);
}

function fill(
  request: HttpRequest,
  found: readonly StoredSecret[],
  answerFor: (secret: string | undefined, messageId: string | undefined) => string | undefined,
): HttpRequest {
  // In one pass: an answer may look like the place of a secret.
  const write = (text: string, encode: (value: string, secret: string | undefined) => string) =>
    text.replace(marks, (mark, secret: string | undefined, messageId: string | undefined) => {
      const value = answerFor(secret, messageId);
      return value === undefined ? mark : encode(value, secret);
    });
  const body = request.body === undefined ? undefined : write(request.body, bodyEncoding(request));
  const signing = new Set(found.filter((it) => it.kind === "signingKey").map((it) => it.name));
  const inHeader = (value: string, secret: string | undefined) =>
    signing.has(secret ?? "")
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
    error: {
      ...error,
      message: text,
      ...defined({ body: body === undefined ? undefined : clean(body) }),
    },
  };
}
