import type { JsonObject, JsonValue } from "./json.ts";

/** One flow in progress, pinned to the version it started with. */
export interface Frame {
  readonly flowId: string;
  readonly version: number;
  readonly nodeId: string;
  readonly variables: JsonObject;
  /** Paths of the variables that hold what the contact typed: numbers and dates in them are in the contact's notation. */
  readonly typed?: readonly string[] | undefined;
  /** The variables that hold dots in place of a sensitive answer, with the id of the message that gave it. */
  readonly sensitive?: { readonly [variable: string]: string } | undefined;
  /** The memory of the node at `nodeId` and of loops, by node id. */
  readonly memory: { readonly [nodeId: string]: JsonValue };
}
