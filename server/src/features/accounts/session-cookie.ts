import type { Request, Response } from "express";
import { sessionLifetimeMs } from "./session.ts";

const name = "chatloom_session";

/** The session token among a request's cookies. */
export function sessionTokenIn(cookieHeader: string | undefined): string | undefined {
  for (const pair of cookieHeader?.split(";") ?? []) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value) {
      return value;
    }
  }
  return undefined;
}

/** Gives the browser the session: out of reach of scripts, not sent along by other sites' forms. */
export function setSessionCookie(response: Response, token: string, publicUrl: string): void {
  response.cookie(name, token, { ...attributes(publicUrl), maxAge: sessionLifetimeMs });
}

/** Takes the session away from the browser. */
export function clearSessionCookie(response: Response, publicUrl: string): void {
  response.clearCookie(name, attributes(publicUrl));
}

function attributes(publicUrl: string) {
  const secure = publicUrl.startsWith("https:");
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}

/** Where a request comes from, as shown in the list of sessions. */
export function placeOf(request: Request): { address: string; browser: string } {
  const browser = request.headers["user-agent"] ?? "";
  // IPv4 arrives written as IPv6 where the server listens on both.
  const address = (request.ip ?? "").replace(/^::ffff:/, "");
  return { address, browser: browser.slice(0, 200) };
}
