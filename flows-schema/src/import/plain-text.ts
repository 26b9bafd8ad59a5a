/** Writes a text so that a template shows it as it is: braces of templates lose their meaning. */
export function asPlainText(text: string): string {
  return text.replace(/\{(?=[{%])/g, "{ ");
}
