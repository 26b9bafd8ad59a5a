import type { Request, Response } from "express";
import { sessionLifetimeMs } from "./session.ts";

const name = "chatloom_session";

/** The session token among a request's cookies. */
export function sessionTokenIn(cookieHeader: string | undefined): string | undefined {
  return cookieIn(cookieHeader, name);
}

/** The value of one cookie, as it was sent. */
export function cookieIn(cookieHeader: string | undefined, wanted: string): string | undefined {
  for (const pair of cookieHeader?.split(";") ?? []) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === wanted && value) {
      return value;
    }
  }
  return undefined;
}

/** Sets the session cookie: unreadable for scripts, not sent by forms of other sites. */
export function setSessionCookie(response: Response, token: string, publicUrl: string): void {
  response.cookie(name, token, { ...attributes(publicUrl), maxAge: sessionLifetimeMs });
}

/** Deletes the session cookie. */
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
  // IPv4 addresses appear as IPv6 where the server listens on both.
  const address = (request.ip ?? "").replace(/^::ffff:/, "");
  return { address, browser: browser.slice(0, 200) };
}
