import type { Visit } from "./behaviour.ts";
import type { Input } from "./input.ts";
import { matchChoice } from "./match-choice.ts";
import { spokenText } from "./message-view.ts";

/** Something a node offers to tap; its texts may be templates. */
export interface TappableOption {
  readonly port: string;
  readonly label: string;
  /** The label in the flow's own language. Contacts of all languages may type it. */
  readonly original: string;
  readonly synonyms?: readonly string[];
}

/**
 * Finds the option that the contact tapped or typed: by token, label, synonym or number. `numbered` says that the options were
 * shown with numbers.
 */
export function chooseOption<O extends TappableOption>(
  visit: Pick<Visit, "token" | "render">,
  options: readonly O[],
  input: Input,
  numbered: boolean,
): O | undefined {
  if (input.type !== "message" && input.type !== "postback") {
    return undefined;
  }
  if (input.type === "postback") {
    const tapped = options.find((option) => visit.token(option.port) === input.payload);
    if (tapped) {
      return tapped;
    }
  }
  const choices = options.map(({ label, original, synonyms = [] }) => ({
    label: visit.render(label),
    synonyms: original === label ? synonyms : [visit.render(original), ...synonyms],
  }));
  const index = matchChoice(spokenText(input), choices, { numbered });
  return index === undefined ? undefined : options[index];
}
