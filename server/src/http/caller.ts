import { type Role, roles } from "@chatloom/api-schema";
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
  readonly role: Role;
}

/** Who makes a request. Programs have no account; a person without any workspace has no member. */
export interface Caller {
  readonly account: CallingAccount | undefined;
  readonly member: CallingMember | undefined;
  readonly workspaceId: string | undefined;
  readonly sessionId: string | undefined;
  /** The account whose grants end with its membership: the person, or who made the token. */
  readonly grantor: string | undefined;
}

const callers = new WeakMap<Request, Caller>();

/** Remembers who makes this request; `authenticate` calls it. */
export function setCaller(request: Request, caller: Caller): void {
  callers.set(request, caller);
}

/** Who makes this request; undefined for strangers. */
export function callerOf(request: Request): Caller | undefined {
  return callers.get(request);
}

/** Whether a role may do what `needed` may. */
export function mayActAs(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}
