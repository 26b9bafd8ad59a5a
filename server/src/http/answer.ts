import {
  type BodyOf,
  type ParamsOf,
  permissionsFor,
  type QueryOf,
  type ReplyOf,
  type Route,
} from "@chatloom/api-schema";
import type { Request, Response, Router } from "express";
import type { TSchema } from "typebox";
import { Invalid, invalidAt } from "../context/errors.ts";
import { type SchemaValidator, schemaValidator } from "../validation/schema-validator.ts";
import { audited } from "./auditor.ts";
import { type CallingAccount, type CallingMember, callerOf, may } from "./caller.ts";
import { requestErrors } from "./errors.ts";
import { runOnce } from "./idempotency.ts";
import { readJsonBody } from "./read-json-body.ts";

/** The input of a route's function: checked data and the caller. Reading `account` or `member` throws where the route's access does not include one. */
export interface Asked<T> {
  readonly params: ParamsOf<T>;
  readonly query: QueryOf<T>;
  readonly body: BodyOf<T>;
  /** The signed-in person; only programs (API tokens) have none. */
  readonly account: CallingAccount;
  readonly member: CallingMember;
  readonly workspaceId: string;
  /** The account that tokens and invitations made by this call belong to; unknown for tokens of earlier versions. */
  readonly grantor: string | undefined;
  /** For the few that need headers, cookies or the raw stream. */
  readonly request: Request;
  readonly response: Response;
}

// biome-ignore lint/suspicious/noExplicitAny: routes differ in all four schemas, which are invariant
type AnyRoute = Route<any, any, any, any>;

const answered = new Set<AnyRoute>();

type Reply = (asked: Asked<AnyRoute>) => unknown;
/** The functions of each server's routes. */
const replies = new WeakMap<Router, Map<AnyRoute, Reply>>();

/** The routes that have a function; the contract test compares them with the declared ones. */
export function answeredRoutes(): ReadonlySet<AnyRoute> {
  return answered;
}

/**
 * Answers a declared route: enforces its access, checks the input against its schemas, passes typed
 * data to the function and sends its result. `router` is mounted at `/api/v1`.
 */
export function answer<T extends AnyRoute>(
  router: Router,
  route: T,
  reply: (asked: Asked<T>) => Promise<ReplyOf<T>> | ReplyOf<T>,
): void {
  answered.add(route);
  const known = replies.get(router) ?? new Map<AnyRoute, Reply>();
  replies.set(router, known.set(route, reply as Reply));
  const params = validatorOf(route.params, "text");
  const query = validatorOf(route.query, "text");
  const body = validatorOf(route.body, "json");
  const replyFlaws = schemaValidator(route.reply);

  router[route.method](route.path, async (request, response) => {
    enforceAccess(route, request);
    const sent = { params: { ...request.params }, query: { ...request.query } };
    refuseNul(sent);
    refuseFlaws("the address", params?.(sent.params));
    refuseFlaws("the query", query?.(sent.query));
    const json = route.body ? await readJsonBody(request, response, route) : undefined;
    refuseFlaws("the body", body?.(json));

    const asked = new AskedOf<T>(request, response, sent.params, sent.query, json);
    const result = await runOnce(route, { request, response, body: json }, () =>
      audited(route.audit, { request, params: sent.params }, () => reply(asked)),
    );
    const flaws = request.app.get("check replies") === true ? replyFlaws(result) : [];
    if (flaws[0]) {
      throw new Error(`The reply of ${route.path} breaks its schema: ${JSON.stringify(flaws)}`);
    }
    if (!response.headersSent) {
      response.json(result);
    }
  });
}

/**
 * Asks another declared route's function on behalf of the caller of this one. Its access is enforced, and what is sent is checked against
 * its schemas, as if it came from outside.
 */
export async function askRoute<T extends AnyRoute>(
  router: Router,
  { request, response }: Pick<Asked<AnyRoute>, "request" | "response">,
  route: T,
  sent: {
    readonly params?: ParamsOf<T>;
    readonly query?: QueryOf<T>;
    readonly body?: BodyOf<T>;
  },
): Promise<ReplyOf<T>> {
  const reply = replies.get(router)?.get(route);
  if (!reply) {
    throw new Error(`Nobody answers ${route.method} ${route.path}`);
  }
  enforceAccess(route, request);
  const { params = {}, query = {}, body } = sent;
  refuseFlaws("the address", flawsOf(route.params, params));
  refuseFlaws("the query", flawsOf(route.query, query));
  refuseFlaws("the body", flawsOf(route.body, body));
  const asked = new AskedOf<AnyRoute>(request, response, params, query, body);
  return (await audited(route.audit, { request, params: { ...params } }, () =>
    reply(asked),
  )) as ReplyOf<T>;
}

function flawsOf(schema: TSchema | undefined, value: unknown): ReturnType<SchemaValidator> {
  return schema ? schemaValidator(schema)(value) : [];
}

/** Getters, so that only destructured fields must exist. */
class AskedOf<T> implements Asked<T> {
  readonly params: ParamsOf<T>;
  readonly query: QueryOf<T>;
  readonly body: BodyOf<T>;
  readonly request: Request;
  readonly response: Response;

  constructor(
    request: Request,
    response: Response,
    params: unknown,
    query: unknown,
    body: unknown,
  ) {
    this.request = request;
    this.response = response;
    this.params = params as ParamsOf<T>;
    this.query = query as QueryOf<T>;
    this.body = body as BodyOf<T>;
  }

  get account(): CallingAccount {
    const caller = callerOf(this.request);
    if (caller && !caller.account) {
      throw requestErrors.sessionNeeded();
    }
    return present(caller?.account, "account");
  }

  get member(): CallingMember {
    return present(callerOf(this.request)?.member, "member");
  }

  get grantor(): string | undefined {
    return callerOf(this.request)?.grantor;
  }

  get workspaceId(): string {
    return present(callerOf(this.request)?.workspaceId, "workspace");
  }
}

function present<V>(value: V | undefined, what: string): V {
  if (value === undefined) {
    throw new Error(`This route's access promises no ${what}`);
  }
  return value;
}

function enforceAccess(route: AnyRoute, request: Request): void {
  if (route.access === "public") {
    return;
  }
  const caller = callerOf(request);
  if (!caller) {
    throw requestErrors.notSignedIn();
  }
  if (route.access === "account") {
    if (!caller.account) {
      throw requestErrors.sessionNeeded();
    }
    return;
  }
  if (caller.locked) {
    throw requestErrors.secondFactorNeeded();
  }
  if (caller.outside) {
    throw requestErrors.addressNotAllowed();
  }
  const { member } = caller;
  const needed = permissionsFor(route);
  if (!member || (needed.length > 0 && !needed.some((it) => may(member, it)))) {
    throw requestErrors.notPermitted(needed, route.access);
  }
  if (member.support && givesAccess(route)) {
    throw requestErrors.notForSupport();
  }
}

/** Whether a route changes who may enter the workspace: what is given there outlives the giver. */
function givesAccess({ tag, method }: AnyRoute): boolean {
  return method !== "get" && (tag === "Members" || tag === "API tokens");
}

function validatorOf(schema: TSchema | undefined, source: "json" | "text") {
  return schema ? schemaValidator(schema, source) : undefined;
}

/** Refuses NUL characters in the address: no schema expects them, and the store cannot search for them. */
function refuseNul(sent: Readonly<Record<"params" | "query", Readonly<Record<string, unknown>>>>) {
  for (const part of Object.values(sent)) {
    for (const [name, text] of Object.entries(part)) {
      if (![name, text].some((it) => String(it).includes("\0"))) {
        continue;
      }
      const flaw = {
        at: `/${name.replace(/\0/g, "")}`,
        message: "must not contain NUL characters",
      };
      throw invalidAt("request.invalid", flaw);
    }
  }
}

function refuseFlaws(where: string, flaws: ReturnType<SchemaValidator> | undefined): void {
  const first = flaws?.[0];
  if (!flaws || !first) {
    return;
  }
  const message = `${first.at || "It"} ${first.message} (in ${where})`;
  throw new Invalid("request.invalid", message, flaws);
}
