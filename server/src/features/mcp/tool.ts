import type { ReplyOf, Route } from "@chatloom/api-schema";
import type { Static, TObject } from "typebox";
import type { SentToServer } from "../../http/call-server.ts";

// biome-ignore lint/suspicious/noExplicitAny: routes differ in all four schemas, which are invariant
type AnyRoute = Route<any, any, any, any>;

/** Calls a route with the caller's token, so that the token's role decides. Throws `Refused`. */
export type CallApi = <T extends AnyRoute>(route: T, sent?: SentToServer<T>) => Promise<ReplyOf<T>>;

/** CONTRACT. A tool that models use over the Model Context Protocol. */
export interface McpTool<S extends TObject = TObject> {
  readonly name: string;
  /** What it does and when to use it, for the model. */
  readonly description: string;
  /** Whether it changes nothing. */
  readonly readOnly: boolean;
  readonly input: S;
  /** Answers with text, or with a value that is sent as JSON. */
  readonly run: (call: CallApi, input: Static<S>) => Promise<unknown> | unknown;
}

/** Declares a tool; the type of its input follows from the schema. */
export function defineTool<S extends TObject>(tool: McpTool<S>): McpTool {
  return tool as unknown as McpTool;
}
