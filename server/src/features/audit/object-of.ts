import type { AuditKind } from "@chatloom/api-schema";
import type { Caller } from "../../http/caller.ts";

/** The object of a call. */
export interface AuditedObject {
  readonly id: string;
  readonly name: string;
}

/** An id of our own or a key of a definition; anything else in an address, such as a phone number, is not logged. */
const knownId = /^(?:[0-9a-f]{24}|[\p{L}\p{N}_ .-]{1,64})$/u;

/** Finds what a call is about: in its address, in its reply, or the workspace itself. */
export function objectOf(
  kind: AuditKind,
  params: Readonly<Record<string, unknown>>,
  { reply, caller }: { readonly reply: unknown; readonly caller: Caller | undefined },
): AuditedObject {
  const id = params[`${kind}Id`] ?? Object.values(params)[0];
  const answered = answeredObject(reply);
  if (typeof id === "string") {
    return { id: knownId.test(id) ? id : "", name: answered?.name ?? "" };
  }
  if (kind === "account") {
    return { id: caller?.account?.id ?? "", name: caller?.account?.name ?? "" };
  }
  if (kind === "session") {
    return { id: caller?.sessionId ?? "", name: "" };
  }
  return answered ?? { id: caller?.workspaceId ?? "", name: "" };
}

/** Finds the object that a reply describes: itself, or the first part of it that has an id. */
function answeredObject(reply: unknown): AuditedObject | undefined {
  if (typeof reply !== "object" || reply === null || Array.isArray(reply)) {
    return undefined;
  }
  const described = [reply, ...Object.values(reply)].find(
    (it): it is { readonly id: string } =>
      typeof it === "object" && it !== null && "id" in it && typeof it.id === "string",
  );
  if (!described) {
    return undefined;
  }
  const name = ["name", "title", "email", "fileName"]
    .map((key) => (described as Readonly<Record<string, unknown>>)[key])
    .find((it) => typeof it === "string");
  return { id: described.id, name: String(name ?? "") };
}
