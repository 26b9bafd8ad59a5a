/** A stretch of a Liquid template. Comments and raw text count as text. */
export interface TemplatePart {
  readonly kind: "text" | "output" | "tag";
  /** Between the braces, without dashes and outer spaces. */
  readonly source: string;
  /** The first word of a tag, such as `assign`. */
  readonly name: string;
}

/** A template that cannot be read: a brace or a block that is never closed. */
export interface TemplateProblem {
  readonly unclosed: string;
}

const verbatim = new Set(["raw", "comment"]);

/** Cuts a template into text, outputs (`{{ }}`) and tags (`{% %}`). */
export function splitTemplate(template: string): TemplatePart[] | TemplateProblem {
  const parts: TemplatePart[] = [];
  let at = 0;
  const text = (source: string) => source && parts.push({ kind: "text", source, name: "" });
  while (at < template.length) {
    const start = template.slice(at).search(/\{\{|\{%/);
    if (start < 0) {
      break;
    }
    text(template.slice(at, at + start));
    at += start;
    const open = template.slice(at, at + 2);
    const end = closeOf(template, at + 2, open === "{{" ? "}}" : "%}");
    if (end < 0) {
      return { unclosed: open };
    }
    const source = template
      .slice(at + 2, end)
      .replace(/^-|-$/g, "")
      .trim();
    at = end + 2;
    if (open === "{{") {
      parts.push({ kind: "output", source, name: "" });
      continue;
    }
    const name = /^#|^\w+/.exec(source)?.[0] ?? "";
    if (!verbatim.has(name)) {
      parts.push({ kind: "tag", source: source.slice(name.length).trim(), name });
      continue;
    }
    const close = new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`).exec(template.slice(at));
    if (!close) {
      return { unclosed: name };
    }
    text(name === "raw" ? template.slice(at, at + close.index) : "");
    at += close.index + close[0].length;
  }
  text(template.slice(at));
  return parts;
}

/** Where the closing braces stand, not counting those inside quotes. */
function closeOf(template: string, from: number, close: string): number {
  let quote = "";
  for (let at = from; at < template.length; at++) {
    const char = template[at] as string;
    if (quote) {
      if (char === quote) {
        quote = "";
      }
    } else if (template.startsWith(close, at)) {
      return at;
    } else if (char === '"' || char === "'") {
      quote = char;
    }
  }
  // An apostrophe outside of quotes is a mistake of its own; the braces still close.
  return template.indexOf(close, from);
}
