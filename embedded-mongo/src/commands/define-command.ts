import type { Doc } from "../values/index.ts";
import type { CommandCall } from "./command-call.ts";
import type { OptionKinds, OptionValues } from "./read-options.ts";

/** Whether a command writes. */
export type CommandKind = "read" | "write";

/** A command this store has: what it may be told and what it does. */
export type Command = {
  readonly name: string;
  /** Other names by which clients call it. */
  readonly aliases: readonly string[];
  /** `read` commands see the last commit, `write` commands share a transaction with the others of their moment. */
  readonly kind: CommandKind | ((body: Doc) => CommandKind);
  /** The allow-list: any other option is refused by name. */
  readonly options: OptionKinds;
  /** Set for the handshake, in which clients offer what a server may take up or leave. */
  readonly ignoresUnknownOptions?: true;
  /** Answers with a document or with one that is already encoded. */
  run(call: CommandCall, options: OptionValues<OptionKinds>): Doc | Uint8Array;
};

/** Declares a command; the types of its options follow from the allow-list. */
export function defineCommand<Kinds extends OptionKinds>(definition: {
  name: string;
  aliases?: readonly string[];
  kind: CommandKind | ((body: Doc) => CommandKind);
  options: Kinds;
  ignoresUnknownOptions?: true;
  run(call: CommandCall, options: OptionValues<Kinds>): Doc | Uint8Array;
}): Command {
  return { aliases: [], ...definition } as unknown as Command;
}
