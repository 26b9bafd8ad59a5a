/** An element of an XML document; `text` is all text within it, in order. */
export interface XmlElement {
  /** Without a prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** The line that it begins in, from 1. */
  readonly line: number;
}

/** A document that is not well-formed, or uses what is not read: document types with entities. */
export class XmlProblem extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = "XmlProblem";
    this.line = line;
  }
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  line: number;
}

const piece =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const deepest = 50;

/** Reads an XML document without a document type. Throws `XmlProblem`. */
export function readXml(xml: string): XmlElement {
  const text = xml.replace(/^\ufeff/, "");
  const root: Open = { name: "", attributes: {}, children: [], text: "", line: 1 };
  const open: Open[] = [root];
  let line = 1;
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    const found = piece.exec(text);
    const top = open.at(-1) ?? root;
    if (!found || found[0] === "<!DOCTYPE") {
      const why = found ? "A document type is not read" : "This is not well-formed XML";
      throw new XmlProblem(why, line);
    }
    const [whole, cdata, slash, name, given = "", empty, words] = found;
    if (words !== undefined) {
      top.text += unescaped(words);
    } else if (cdata !== undefined) {
      top.text += cdata;
    } else if (name !== undefined && slash === "/") {
      if (open.length === 1 || top.name !== local(name)) {
        throw new XmlProblem(`</${name}> closes nothing`, line);
      }
      close(open);
    } else if (name !== undefined) {
      if (open.length > deepest) {
        throw new XmlProblem("The elements are nested too deep", line);
      }
      const attributes: Record<string, string> = {};
      for (const [, key = "", double, single] of given.matchAll(attribute)) {
        attributes[local(key)] = unescaped(double ?? single ?? "");
      }
      open.push({ name: local(name), attributes, children: [], text: "", line });
      if (empty === "/") {
        close(open);
      }
    }
    line += whole.split("\n").length - 1;
  }
  const [element] = root.children;
  if (open.length > 1 || !element) {
    throw new XmlProblem("The document ends too early", line);
  }
  return element;
}

/** Finds elements of a name at any depth. */
export function findElements(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) =>
    child.name === name ? [child] : findElements(child, name),
  );
}

/** Escapes a text for XML. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (it) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot" }[it]};`)
    .replace(notInXml, "");
}

/** Characters that XML 1.0 cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function close(open: Open[]): void {
  const done = open.pop();
  const parent = open.at(-1);
  if (done && parent) {
    parent.children.push(done);
    parent.text += done.text;
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) {
      return entities[name] ?? whole;
    }
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
