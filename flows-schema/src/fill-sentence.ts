/** Fills the values of a sentence in: `{{name}}` stands for one, and stays empty where it is absent. */
export function fillSentence(
  sentence: string,
  values: Readonly<Record<string, string | number>>,
): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
