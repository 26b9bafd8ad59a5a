import type { Static, TObject, TSchema } from "typebox";
import type { AuditKind } from "./audit-kinds.ts";
import type { Role } from "./built-in-roles.ts";
import type { Permission } from "./permissions.ts";

/** Who may call a route: anyone, any signed-in person, or members from this built-in role upwards. `account` needs a session but no workspace. */
export type Access = "public" | "account" | Role;

/** The action that the audit log names, as `kind.verb` such as `member.removed`; or the reason why a call is not logged. */
export type Audit = `${AuditKind}.${string}` | { readonly none: string };

/** CONTRACT. A route as studio, server and the OpenAPI document know it. Paths are relative to `/api/v1`. */
export interface Route<
  P extends TObject = TObject,
  Q extends TObject = TObject,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  /** A verb phrase for the API page. */
  readonly summary: string;
  /** The API page's chapter. */
  readonly tag: string;
  readonly access: Access;
  /** The permission that it takes, or several of which one is enough; absent: that of its chapter and access. `member`: any member may. */
  readonly permission?: Permission | readonly Permission[] | "member";
  /** Required for every route that changes something. */
  readonly audit?: Audit;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The largest body in bytes; 1 MB unless given, less for strangers. */
  readonly mostBodyBytes?: number;
  readonly reply: R;
  /** Whether it is also served below `/api`, without the version, for tools that know it there. */
  readonly unversioned?: true;
  /** Stable codes of the errors it may answer beside the general ones. */
  readonly errors?: readonly string[];
}

/** Declares a route; its types follow from its schemas. */
export function defineRoute<
  P extends TObject = TObject<Record<never, never>>,
  Q extends TObject = TObject<Record<never, never>>,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
>(route: Route<P, Q, B, R>): Route<P, Q, B, R> {
  return route;
}

export type ParamsOf<T> =
  T extends Route<infer P, infer _Q, infer _B, infer _R> ? Static<P> : never;
export type QueryOf<T> = T extends Route<infer _P, infer Q, infer _B, infer _R> ? Static<Q> : never;
export type BodyOf<T> = T extends Route<infer _P, infer _Q, infer B, infer _R> ? Static<B> : never;
export type ReplyOf<T> = T extends Route<infer _P, infer _Q, infer _B, infer R> ? Static<R> : never;
