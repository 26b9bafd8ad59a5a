import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from "@chatloom/api-schema";
import type { Static, TObject } from "typebox";

// biome-ignore lint/suspicious/noExplicitAny: routes differ in all four schemas, which are invariant
type AnyRoute = Route<any, any, any, any>;

/** Asks a route on behalf of the caller, so that the token's role decides. Throws `DomainError`. */
export type CallApi = <T extends AnyRoute>(
  route: T,
  sent?: {
    readonly params?: ParamsOf<T>;
    readonly query?: QueryOf<T>;
    readonly body?: BodyOf<T>;
  },
) => Promise<ReplyOf<T>>;

/** CONTRACT. A tool that models use over the Model Context Protocol. */
export interface McpTool<S extends TObject = TObject> {
  readonly name: string;
  /** Its purpose and when to use it, for the model. */
  readonly description: string;
  /** Whether it changes nothing. */
  readonly readOnly: boolean;
  readonly input: S;
  /** Answers with text, or with a value that is sent as JSON. Throws `DomainError` for a mistake of the model. */
  readonly run: (call: CallApi, input: Static<S>) => Promise<unknown> | unknown;
}

/** Declares a tool; the type of its input follows from the schema. */
export function defineTool<S extends TObject>(tool: McpTool<S>): McpTool {
  return tool as unknown as McpTool;
}
