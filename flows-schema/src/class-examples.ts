/** Gives the examples of a class: the lines that are not empty. */
export function classExamples({ examples = "" }: { readonly examples?: string }): string[] {
  return examples
    .split("\n")
    .map((it) => it.trim())
    .filter((it) => it !== "");
}
