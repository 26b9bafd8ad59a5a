import type { Port } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";

/**
 * Words that a declaration holds in English: titles and descriptions of steps, settings and ports. The catalogues of the
 * other languages translate them under `declared`; the English catalogue does not repeat them.
 */
function declared(t: TFunction, key: string, english: string): string {
  return t(`declared.${key}` as "common.loading", {
    defaultValue: english,
    // No declaration has values to fill in: `{{1}}` is meant as it stands.
    skipInterpolation: true,
  });
}

/** Makes the catalogue's key of an English title: "Save the answer as" gives `saveTheAnswerAs`. */
export function slugOf(title: string): string {
  return title
    .replace(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .map((word, index) =>
      index === 0
        ? word.charAt(0).toLowerCase() + word.slice(1)
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join("");
}

/** Returns a field's title in the current language. */
export function fieldTitle(t: TFunction, title: string): string {
  return declared(t, `fields.${slugOf(title)}`, title);
}

/** Returns a field's description in the current language. */
export function fieldHint(
  t: TFunction,
  title: string,
  description: string | undefined,
): string | undefined {
  return description === undefined ? undefined : declared(t, `hints.${slugOf(title)}`, description);
}

/** Returns a step type's title or description in the current language. */
export function nodeTypeWords(
  t: TFunction,
  part: "title" | "description",
  nodeType: { readonly type: string; readonly title: string; readonly description: string },
): string {
  return declared(t, `nodes.${nodeType.type}.${part}`, nodeType[part]);
}

/** Returns the label of a port that every step of its type has, in the current language. */
export function portTitle(t: TFunction, { label }: Port): string {
  return declared(t, `ports.${slugOf(label)}`, label);
}

/** Returns what an adapter found wrong with an account, in the current language. */
export function declaredProblem(t: TFunction, problem: string): string {
  return declared(t, `problems.${slugOf(problem)}`, problem);
}

/** Returns what is wrong with a part of a draft in the current language. */
export function flawWords(t: TFunction, message: string): string {
  return declared(t, `flaws.${slugOf(message)}`, message);
}
