import type { Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import type { OptionKinds, OptionValues } from "./read-options.ts";

/** A command's reply: a document, or one that is already encoded. */
export type Reply = Doc | Uint8Array;

/** `read` commands see the last commit; `write` commands share a transaction with others that arrive at the same time. */
type Kind = "read" | "write";

type Running<Given> =
  | { run(call: CommandCall, options: Given): Reply }
  /** For commands that may take long: yields to other commands. */
  | { steps(call: CommandCall, options: Given): Steps<Reply> };

/** A command and the options that it takes; all others are refused by name. */
export type Command = {
  readonly name: string;
  readonly kind: Kind;
  readonly options: OptionKinds;
} & Running<Doc>;

/** Defines a command. */
export function defineCommand<const Kinds extends OptionKinds>(
  name: string,
  definition: { readonly kind: Kind; readonly options: Kinds } & Running<OptionValues<Kinds>>,
): Command {
  return { name, ...definition } as Command;
}
