import type { MarkdownOptions } from "vitepress";

/** The parser that VitePress hands over. */
type Parser = Parameters<NonNullable<MarkdownOptions["config"]>>[0];

/** Shows links to files of the repository, such as a decision or the compose file, as plain words: they are not on this site. */
export function dropOutsideLinks(parser: Parser): void {
  parser.core.ruler.push("drop-outside-links", (state) => {
    const page = String(state.env.relativePath ?? "");
    for (const { children } of state.tokens) {
      let outside = false;
      for (const token of children ?? []) {
        if (token.type === "link_open") {
          outside = leavesSite(page, token.attrGet("href") ?? "");
        }
        if (outside && token.type.startsWith("link_")) {
          outside = token.type === "link_open";
          token.type = "text";
          token.tag = "";
          token.nesting = 0;
          token.content = "";
        }
      }
    }
  });
}

/** Tells whether a link of a page, such as `en/channels/zalo.md`, leads out of the folder of its language. */
function leavesSite(page: string, link: string): boolean {
  if (/^([a-z]+:|#|\/)/.test(link)) {
    return false;
  }
  const { pathname } = new URL(link, `file:///site/${page}`);
  return !/^\/site\/(en|vi)\//.test(pathname);
}
