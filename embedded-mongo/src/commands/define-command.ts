import type { CommandName, closedList } from "../closed-list.ts";
import type { Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import type { OptionValues } from "./read-options.ts";

/** A command's reply: a document, or one that is already encoded. */
export type Reply = Doc | Uint8Array;

type Options<Name extends CommandName> = OptionValues<(typeof closedList.commands)[Name]>;

/** `read` commands see the last commit; `write` commands share a transaction with others that arrive at the same time. */
type Kind = "read" | "write";

type Running<Given> =
  | { run(call: CommandCall, options: Given): Reply }
  /** For commands that may take long: yields to other commands. */
  | { steps(call: CommandCall, options: Given): Steps<Reply> };

/** A command of the closed list. */
export type Command = { readonly name: CommandName; readonly kind: Kind } & Running<Doc>;

/** Defines a command; the types of its options come from the closed list. */
export function defineCommand<Name extends CommandName>(
  name: Name,
  definition: { readonly kind: Kind } & Running<Options<Name>>,
): Command {
  return { name, ...definition } as Command;
}
