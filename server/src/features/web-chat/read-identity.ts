import { createHmac, timingSafeEqual } from "node:crypto";
import { defined } from "@chatloom/flows-schema";

/** A customer of the website, as the website vouches for them. */
export interface VisitorIdentity {
  /** The website's own id of the customer. */
  readonly externalId: string;
  readonly email?: string;
  /** With its country code: `+84912345678`. */
  readonly phone?: string;
  readonly name?: string;
}

const mostBytes = 4_000;

/**
 * Reads a signed identity: a JSON Web Token with the algorithm HS256, signed with the channel's secret. It needs `sub` and `exp` and may have
 * `email`, `phone` and `name`. Undefined if it is not valid at `now` (epoch milliseconds).
 */
export function readIdentity(
  token: unknown,
  secret: string,
  now: number,
): VisitorIdentity | undefined {
  if (typeof token !== "string" || token.length > mostBytes || secret === "") {
    return undefined;
  }
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  const expected = createHmac("sha256", secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return undefined;
  }
  const header = parsed(head);
  const claims = parsed(body);
  if (header?.alg !== "HS256" || !claims) {
    return undefined;
  }
  const { sub, exp, email, phone, name } = claims;
  const id = typeof sub === "number" ? String(sub) : sub;
  const known = typeof id === "string" && id !== "" && id.length <= 200;
  if (!known || typeof exp !== "number" || exp * 1_000 <= now) {
    return undefined;
  }
  return {
    externalId: id,
    ...defined({
      email: isText(email) && /^\S+@\S+$/.test(email) ? email.toLowerCase() : undefined,
      phone: isText(phone) && /^\+\d{6,15}$/.test(phone) ? phone : undefined,
      name: isText(name) ? name : undefined,
    }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= 200;
}

function parsed(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
