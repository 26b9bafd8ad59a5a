import type { Steps } from "../task/pause.ts";
import type { Doc } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import type { OptionKinds, OptionValues } from "./read-options.ts";

/** A command's answer: a document, or one that is already encoded. */
export type Answer = Doc | Uint8Array;

interface Definition<Kinds extends OptionKinds> {
  readonly name: string;
  /** Other names by which clients call it. */
  readonly aliases?: readonly string[];
  /** `read` commands see the last commit, `write` commands share a transaction with others of their moment. */
  readonly kind: "read" | "write";
  /** The closed list of its options: any other is refused by name. */
  readonly options: Kinds;
  /** Set for the handshake, in which clients offer what a server may take up or leave. */
  readonly ignoresUnknownOptions?: true;
}

type Running<Kinds extends OptionKinds> =
  | { run(call: CommandCall, options: OptionValues<Kinds>): Answer }
  /** For what may take long: gives way to other commands. */
  | { steps(call: CommandCall, options: OptionValues<Kinds>): Steps<Answer> };

/** A command of the closed list: what it may be told and what it does. */
export type Command = Definition<OptionKinds> & Running<OptionKinds>;

/** Declares a command; the types of its options follow from the closed list. */
export function defineCommand<Kinds extends OptionKinds>(
  definition: Definition<Kinds> & Running<Kinds>,
): Command {
  return definition as unknown as Command;
}
