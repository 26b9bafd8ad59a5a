import type { Access, Permission } from "@chatloom/api-schema";
import { DomainError } from "../context/errors.ts";

/** Why a request is refused before a route handles it. */
export const requestErrors = {
  /** Nobody is signed in, or the session or token has ended. */
  notSignedIn: () =>
    new DomainError(
      "unauthenticated",
      "session.missing",
      "Sign in first, or send an API token as `Authorization: Bearer …`",
    ),
  /** `role` is the lowest built-in role that may do it. */
  notPermitted: (permissions: readonly Permission[], role: Access) =>
    new DomainError(
      "forbidden",
      "member.role-too-low",
      `This takes the permission ${permissions.join(" or ")}, which the role ${role} has`,
      { needed: role, permissions },
    ),
  /** The member lacks permissions of the role that they give, change or take away. */
  roleBeyondOwn: (beyond: readonly Permission[]) =>
    new DomainError(
      "forbidden",
      "role.beyond-own",
      `This role allows what yours does not: ${beyond.join(", ")}`,
      { permissions: beyond },
    ),
  /** The workspace demands a second factor, and the account has none yet. */
  secondFactorNeeded: () =>
    new DomainError(
      "forbidden",
      "session.second-factor-needed",
      "This workspace demands a second factor; set one up first",
    ),
  /** The workspace may be used from other networks only. */
  addressNotAllowed: () =>
    new DomainError(
      "forbidden",
      "workspace.address-not-allowed",
      "This workspace does not allow the address that you come from",
    ),
  /** Support may not decide who has access. */
  notForSupport: () =>
    new DomainError(
      "forbidden",
      "support.not-allowed",
      "Support cannot change who has access to the workspace",
    ),
  sessionNeeded: () =>
    new DomainError(
      "forbidden",
      "session.needed",
      "An API token cannot do this; sign in as a person",
    ),
  /** A web page of another origin tried to act with the member's cookie. */
  foreignOrigin: () =>
    new DomainError(
      "forbidden",
      "request.foreign-origin",
      "This request came from a page of another origin",
    ),
  contentType: (expected: string) =>
    new DomainError("unsupported", "request.content-type", `Send the body as ${expected}`),
};
