import type { Visit } from "./behaviour.ts";
import type { Input } from "./input.ts";
import { matchChoice } from "./match-choice.ts";
import { spokenText } from "./message-view.ts";

/** Something a node offers to tap; its label may be a template. */
export interface TappableOption {
  readonly port: string;
  readonly label: string;
  readonly synonyms?: readonly string[];
}

/** The option that the contact tapped or typed: by token, label, synonym or number. */
export function chooseOption<O extends TappableOption>(
  visit: Pick<Visit, "token" | "render">,
  options: readonly O[],
  input: Input,
): O | undefined {
  if (input.type !== "message" && input.type !== "postback") return undefined;
  if (input.type === "postback") {
    const tapped = options.find((option) => visit.token(option.port) === input.payload);
    if (tapped) return tapped;
  }
  const choices = options.map((option) => ({ ...option, label: visit.render(option.label) }));
  const index = matchChoice(spokenText(input), choices);
  return index === undefined ? undefined : options[index];
}
