import { Parser } from "htmlparser2";
import { collectSections } from "./collect-sections.ts";
import { DocumentProblem, type ReadDocument } from "./section.ts";

/** Elements without content about a page's subject: code, navigation, forms. */
const skippedElements = new Set([
  ...["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas"],
  ...["nav", "footer", "aside", "form", "button", "select", "dialog"],
]);
const blocks = new Set([
  ...[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "table",
    "tr",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
  ],
  ...["blockquote", "pre", "hr", "br", "li", "figure", "figcaption", "details", "summary"],
]);
const empty = new Set(["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr"]);
const mostLinks = 5_000;
const mostDepth = 2_000;
const chunkLength = 8_192;

/** Reads a web page by its headings, without navigation and code. Rows of tables become lines. */
export function readHtml(html: string): ReadDocument {
  const collector = collectSections();
  const links: string[] = [];
  let title = "";
  let inTitle = false;
  let skipped = 0;
  let line = "";
  let heading: { readonly level: number; text: string } | undefined;
  let mayBeIndexed = true;
  const open: { readonly name: string; readonly skips: boolean }[] = [];

  function endLine(): void {
    if (line.trim() !== "") {
      collector.line(line.trim());
    }
    line = "";
  }

  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "meta" && /^robots$/i.test(attributes.name ?? "")) {
        mayBeIndexed &&= !/\b(noindex|none)\b/i.test(attributes.content ?? "");
      }
      const { href = "", rel = "" } = attributes;
      if (name === "a" && href !== "" && !/\bnofollow\b/i.test(rel) && links.length < mostLinks) {
        links.push(href.slice(0, 2_000));
      }
      if (!empty.has(name)) {
        const skips = skippedElements.has(name) || "hidden" in attributes;
        open.push({ name, skips });
        skipped += skips ? 1 : 0;
      }
      inTitle ||= name === "title" && skipped === 0;
      const level = /^h([1-6])$/.exec(name)?.[1];
      if (skipped > 0) {
        return;
      }
      if (level !== undefined) {
        endLine();
        heading = { level: Number(level), text: "" };
      } else if (blocks.has(name)) {
        endLine();
        line = name === "li" ? "- " : "";
      } else if (name === "td" || name === "th") {
        line += line === "" ? "" : " | ";
      }
    },
    ontext(data) {
      if (inTitle) {
        title += data;
      } else if (skipped > 0) {
        return;
      } else if (heading) {
        heading.text += data;
      } else {
        line += data.replace(/\s+/g, " ");
      }
    },
    onclosetag(name) {
      const closed = empty.has(name) ? undefined : open.pop();
      if (closed?.skips) {
        skipped -= 1;
      }
      inTitle &&= name !== "title";
      if (/^h[1-6]$/.test(name) && heading) {
        collector.heading(heading.level, heading.text);
        heading = undefined;
      } else if (blocks.has(name) && skipped === 0) {
        endLine();
      }
    },
  });
  // The parser's time grows with the square of the depth.
  for (let at = 0; at < html.length; at += chunkLength) {
    parser.write(html.slice(at, at + chunkLength));
    if (open.length > mostDepth) {
      throw new DocumentProblem("knowledge.unreadable", "The page is nested too deeply");
    }
  }
  parser.end();
  endLine();
  if (!mayBeIndexed) {
    throw new DocumentProblem("knowledge.robots", "The page asks not to be indexed");
  }
  return { title: title.replace(/\s+/g, " ").trim(), sections: collector.sections(), links };
}
