import { addressOf, pages, routes, type SsoProblem } from "@chatloom/api-schema";
import type { Request, Response, Router } from "express";
import mongoose from "mongoose";
import type { OidcSettings } from "../../context/read-oidc.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { roleLabel } from "../../records/role-permissions.ts";
import { writeAudit } from "../../records/write-audit.ts";
import { seal, unseal } from "../../secrets/secret-box.ts";
import { openSession } from "../accounts/session.ts";
import { cookieIn, placeOf, setSessionCookie } from "../accounts/session-cookie.ts";
import { type Admitted, admitPerson } from "./admit-person.ts";
import { createOidcProvider, type Identity, type SignInChecks } from "./oidc-provider.ts";
import { SsoError } from "./sso-error.ts";

const startPath = "/sso/start";
const callbackPath = "/sso/callback";
const cookie = "chatloom_sso";
/** How long somebody may take at the identity provider. */
const patienceMs = 15 * 60_000;

interface Begun extends SignInChecks {
  readonly next: string;
  readonly until: number;
}

/** Adds the routes of single sign-on: the browser leaves by one and comes back by the other. */
export function ssoRoutes(api: Router, root: Router, context: ServerContext): void {
  const { config, log, now } = context;
  const { oidc, publicUrl, secretKey } = config;

  answer(api, routes.accounts.readSignInWays, () => ({
    sso: oidc && { name: oidc.name, enforced: oidc.enforced, address: startPath },
  }));
  if (!oidc) {
    return;
  }
  const provider = createOidcProvider(oidc, publicUrl + callbackPath, now);
  const kept = {
    httpOnly: true,
    sameSite: "lax",
    path: "/sso",
    secure: publicUrl.startsWith("https:"),
  } as const;

  root.get(startPath, async (request, response) => {
    response.set("Cache-Control", "no-store");
    try {
      const { url, checks } = await provider.begin();
      const begun: Begun = { ...checks, next: nextOf(request), until: now() + patienceMs };
      const sealed = seal(secretKey, JSON.stringify(begun), cookie);
      response.cookie(cookie, sealed, { ...kept, maxAge: patienceMs });
      response.redirect(302, url.href);
    } catch (error) {
      log.error({ err: error, issuer: oidc.issuer }, "failed to reach the identity provider");
      refuse(response, "unavailable");
    }
  });

  root.get(callbackPath, async (request, response) => {
    response.set("Cache-Control", "no-store");
    response.clearCookie(cookie, kept);
    try {
      const begun = begunIn(request);
      const identity = await identityOf(request, begun);
      const admitted = await admitPerson(context, oidc, identity);
      const { account, workspaceId } = admitted;
      const place = placeOf(request);
      const token = await openSession(context, account._id, workspaceId, place, "sso");
      setSessionCookie(response, token, publicUrl);
      await tell(admitted, place.address, oidc);
      response.redirect(302, begun.next);
    } catch (error) {
      const problem = error instanceof SsoError ? error.problem : "unavailable";
      log.warn({ err: error, problem }, "failed to sign somebody in through the identity provider");
      refuse(response, problem);
    }
  });

  function begunIn(request: Request): Begun {
    const sealed = cookieIn(request.headers.cookie, cookie);
    try {
      const begun = JSON.parse(
        unseal(secretKey, decodeURIComponent(sealed ?? ""), cookie),
      ) as Begun;
      if (begun.until > now()) {
        return begun;
      }
    } catch {
      // Falls through: a cookie that cannot be read counts as none.
    }
    throw new SsoError("expired", "The sign-in took too long, or began in another browser");
  }

  async function identityOf(request: Request, begun: Begun): Promise<Identity> {
    const callback = new URL(publicUrl + request.originalUrl);
    if (callback.searchParams.has("error")) {
      const code = callback.searchParams.get("error")?.slice(0, 100);
      throw new SsoError("refused", `The provider refused: ${code}`);
    }
    try {
      return await provider.finish(callback, begun);
    } catch (error) {
      throw new SsoError("invalid", error instanceof Error ? error.message : String(error));
    }
  }

  async function tell(
    { account, workspaceId, role }: Admitted,
    address: string,
    { name }: OidcSettings,
  ): Promise<void> {
    const person = { id: String(account._id), name: account.name };
    await writeAudit(context, String(workspaceId), new mongoose.Types.ObjectId(), {
      at: now(),
      by: { kind: "member", ...person },
      action: "session.begun",
      kind: "session",
      object: person,
      address,
      outcome: "done",
      changes: [
        { field: "identityProvider", after: name },
        ...(role ? [await roleChange(workspaceId, role)] : []),
      ],
    });
  }

  async function roleChange(
    workspaceId: Admitted["workspaceId"],
    { before, after }: NonNullable<Admitted["role"]>,
  ) {
    const label = (it: string) => roleLabel(context.connection, workspaceId, it);
    return {
      field: "role",
      before: before === undefined ? undefined : await label(before),
      after: await label(after),
    };
  }
}

function refuse(response: Response, problem: SsoProblem): void {
  response.redirect(302, addressOf(pages.signIn, {}, { sso: problem }));
}

/** Accepts only addresses of the studio, because anyone can write a link to the start. */
function nextOf({ query }: Request): string {
  const { next } = query;
  return typeof next === "string" && next.length < 2_000 && /^\/(?![/\\])/.test(next)
    ? next
    : pages.start;
}
