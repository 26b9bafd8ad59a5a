import { Parser } from "htmlparser2";

/** The text of an HTML mail, and whether quoted mails were left out. */
export interface HtmlText {
  readonly text: string;
  readonly cut: boolean;
}

const invisible = new Set(["head", "style", "script", "title", "template", "noscript"]);
const blocks = new Set([
  ...["p", "div", "section", "article", "header", "footer", "table", "tr", "ul", "ol", "dl"],
  ...["h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "form", "center"],
]);
const spaced = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote"]);
const empty = new Set(["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr"]);

/** Elements in which mail programs quote earlier mails. */
const quotes =
  /(^|\s)(gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|zmail_extra|moz-cite-prefix|tutanota_quote)(\s|$)/;
const quoteIds =
  /^(divRplyFwdMsg|appendonsend|reply-intro|mail-editor-reference-message-container|isForwardContent)$/i;
/** All that follows these is quoted. */
const quoteStarts = /^(divRplyFwdMsg|appendonsend|reply-intro)$/i;
const mostCharacters = 200_000;
const mostDepth = 2_000;
const chunkLength = 8_192;

/** Turns an HTML mail into text: paragraphs, lists, addresses of links. With `cutQuotes` earlier mails are left out. */
export function htmlToText(html: string, cutQuotes: boolean): HtmlText {
  const writer = new TextWriter();
  const open: { readonly skips: boolean; readonly href: string; readonly from: number }[] = [];
  let cut = false;
  let ended = false;
  let skipped = 0;
  let plain = 0;

  const parser = new Parser({
    onopentag(name, attributes) {
      const quoted = cutQuotes && isQuote(name, attributes);
      cut ||= quoted;
      ended ||= quoted && quoteStarts.test(attributes.id ?? "");
      const skips = quoted || invisible.has(name) || isHidden(attributes);
      if (!empty.has(name)) {
        const href = name === "a" ? (attributes.href ?? "") : "";
        open.push({ skips, href, from: writer.length });
        skipped += skips ? 1 : 0;
        plain += name === "pre" ? 1 : 0;
      }
      if (skipped === 0 && !skips && !ended) {
        writer.open(name, attributes.alt ?? "");
      }
    },
    ontext(data) {
      if (skipped === 0 && !ended) {
        writer.write(data, plain > 0);
      }
    },
    onclosetag(name) {
      const closed = empty.has(name) ? undefined : open.pop();
      plain -= name === "pre" ? 1 : 0;
      if (closed?.skips) {
        skipped -= 1;
      } else if (closed && skipped === 0 && !ended) {
        const link = closed.href === "" ? "" : linkAfter(writer.since(closed.from), closed.href);
        writer.write(link, false);
        writer.close(name);
      }
    },
  });
  // The parser's time grows with the square of the depth.
  for (let at = 0; at < html.length && open.length < mostDepth; at += chunkLength) {
    parser.write(html.slice(at, at + chunkLength));
  }
  if (open.length < mostDepth) {
    parser.end();
  }
  return { text: writer.text(), cut };
}

/** Collects words with the spaces and line breaks between them. */
class TextWriter {
  readonly #parts: string[] = [];
  #characters = 0;
  #breaks = 0;
  #space = false;

  get length(): number {
    return this.#parts.length;
  }

  open(name: string, alt: string): void {
    if (name === "br") {
      this.#breaks = Math.min(2, this.#breaks + 1);
    } else if (name === "li") {
      this.#line(1);
      this.#add("- ");
    } else if (name === "td" || name === "th") {
      this.#space = true;
    } else if (name === "img") {
      this.write(alt, false);
    } else {
      this.close(name);
    }
  }

  close(name: string): void {
    if (blocks.has(name) || name === "li") {
      this.#line(spaced.has(name) ? 2 : 1);
    }
  }

  write(data: string, isPlain: boolean): void {
    if (isPlain) {
      this.#add(data);
      return;
    }
    const words = data.replace(/[\s\u00a0]+/g, " ");
    this.#space ||= words.startsWith(" ");
    this.#add(words.trim());
    this.#space ||= words.endsWith(" ");
  }

  since(from: number): string {
    return this.#parts.slice(from).join("");
  }

  text(): string {
    return this.#parts
      .join("")
      .replace(/\u200b|\ufeff|\u00ad/g, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  }

  #line(count: number): void {
    this.#breaks = Math.max(this.#breaks, count);
  }

  #add(words: string): void {
    if (words === "" || this.#characters > mostCharacters) {
      return;
    }
    const isFirst = this.#parts.length === 0;
    const between = this.#breaks > 0 ? "\n".repeat(this.#breaks) : this.#space ? " " : "";
    this.#parts.push(isFirst ? words : between + words);
    this.#characters += words.length;
    this.#breaks = 0;
    this.#space = false;
  }
}

function isQuote(
  name: string,
  { id = "", class: classes = "", type = "" }: Readonly<Record<string, string>>,
): boolean {
  return quotes.test(classes) || quoteIds.test(id) || (name === "blockquote" && type === "cite");
}

/** Newsletters hide their preview. */
function isHidden({ style = "", hidden }: Readonly<Record<string, string>>): boolean {
  return hidden !== undefined || /display\s*:\s*none|mso-hide\s*:\s*all/i.test(style);
}

/** Writes where a link leads, unless its words say so. */
function linkAfter(words: string, href: string): string {
  const target = href.replace(/^mailto:/i, "").trim();
  const isShown = words.includes(target.replace(/^https?:\/\//i, "").replace(/\/$/, ""));
  return !/^(https?:\/\/|mailto:)/i.test(href) || isShown || target.length > 500
    ? ""
    : ` <${target}>`;
}
