import type { MarkdownOptions } from "vitepress";

/** The parser that VitePress hands over. */
type Parser = Parameters<NonNullable<MarkdownOptions["config"]>>[0];

/** Shows `{{ contact.name }}` as it stands: Vue would take it for a value of its own. */
export function keepBraces(parser: Parser): void {
  const { rules } = parser.renderer;
  for (const name of ["text", "code_inline"] as const) {
    const render = rules[name];
    rules[name] = (...args) => (render?.(...args) ?? "").replaceAll("{{", "&#123;&#123;");
  }
}
