import type { Permission } from "@chatloom/api-schema";
import type { Request } from "express";

/** The signed-in person behind a session. */
export interface CallingAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

/** Who acts in the workspace: a member, or a program with an API token (then `id` is the token's). */
export interface CallingMember {
  readonly id: string;
  readonly name: string;
  /** The name of a built-in role, or the id of one that the workspace made. */
  readonly role: string;
  /** The permissions of the role at the time of the request. */
  readonly permissions: ReadonlySet<Permission>;
  /** Support that was let in for some hours; it may not give access to others. */
  readonly support?: boolean;
}

/** The caller of a request. Programs have no account; a person without a workspace has no member. */
export interface Caller {
  readonly account: CallingAccount | undefined;
  readonly member: CallingMember | undefined;
  readonly workspaceId: string | undefined;
  readonly sessionId: string | undefined;
  /** The account whose grants end with its membership: the person, or who made the token. */
  readonly grantor: string | undefined;
  /** The workspace demands a second factor first; until then there is no member. */
  readonly locked: boolean;
  /** The workspace does not allow the address of this request; then there is no member. */
  readonly outside: boolean;
  /** The session was opened in a way that needs no second factor. */
  readonly strong: boolean;
}

const callers = new WeakMap<Request, Caller>();

/** Stores the caller of this request; `authenticate` calls it. */
export function setCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** Returns the caller of this request; undefined if nobody is signed in. */
export function callerOf(request: Request): Caller | undefined {
  return callers.get(request);
}

/** Says whether a member has a permission. */
export function may({ permissions }: CallingMember, permission: Permission): boolean {
  return permissions.has(permission);
}
