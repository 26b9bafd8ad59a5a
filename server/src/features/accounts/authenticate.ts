import type { Request, RequestHandler } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { type Caller, setCaller } from "../../http/caller.ts";
import { requestErrors } from "../../http/errors.ts";
import { isAddressAllowed } from "./allowed-addresses.ts";
import { findApiToken } from "./api-token.ts";
import { findCallerByCookie } from "./find-caller.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Finds out who makes a request: a program by its bearer token, a person by their cookie. A request by cookie is
 * refused when a page of another origin sends it. Unknown callers pass; the routes decide about them.
 */
export function authenticate(context: ServerContext): RequestHandler {
  return async (request, _response, next) => {
    const { authorization, cookie } = request.headers;
    const caller = authorization
      ? await callerByToken(context, authorization, request.ip ?? "")
      : await findCallerByCookie(context, cookie, request.ip ?? "");
    if (caller) {
      const byCookie = !authorization;
      if (byCookie && !safeMethods.has(request.method)) {
        refuseForeignOrigin(request, context);
      }
      setCaller(request, caller);
    }
    next();
  };
}

async function callerByToken(
  context: ServerContext,
  authorization: string,
  address: string,
): Promise<Caller> {
  const [scheme, token] = authorization.split(" ", 2);
  if (scheme?.toLowerCase() !== "bearer" || !token) {
    throw requestErrors.notSignedIn();
  }
  const found = await findApiToken(context, token);
  if (!found) {
    throw requestErrors.notSignedIn();
  }
  if (!(await isAddressAllowed(context, String(found.workspaceId), address))) {
    throw requestErrors.addressNotAllowed();
  }
  return {
    account: undefined,
    sessionId: undefined,
    locked: false,
    outside: false,
    strong: false,
    grantor: found.madeBy,
    member: {
      id: String(found._id),
      name: found.name,
      role: found.role,
      permissions: found.permissions,
    },
    workspaceId: String(found.workspaceId),
  };
}

/** Browsers say where a request comes from: `Sec-Fetch-Site` where they trust the connection, `Origin` elsewhere. */
function refuseForeignOrigin(request: Request, context: ServerContext): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) {
    if (site !== "same-origin" && site !== "none") {
      throw requestErrors.foreignOrigin();
    }
    return;
  }
  const { origin, host } = request.headers;
  if (origin === undefined || origin === context.config.publicUrl) {
    return;
  }
  if (!URL.canParse(origin) || new URL(origin).host !== host) {
    throw requestErrors.foreignOrigin();
  }
}
