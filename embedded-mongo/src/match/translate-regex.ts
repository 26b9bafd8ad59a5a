import { mongoError, notAvailable } from "../errors/mongo-error.ts";

const spaces = " \\t\\n\\v\\f\\r";
/** The very end of the text, whatever the flags. */
const end = "(?![\\s\\S])";

/** What escapes mean in and outside of classes; `\s` of JavaScript holds more than PCRE's. */
const escapes: Readonly<Record<string, string>> = {
  d: "0-9",
  w: "A-Za-z0-9_",
  s: spaces,
};

/**
 * Makes a JavaScript regular expression that matches what MongoDB's PCRE2 pattern matches. Literal text, classes,
 * groups, alternatives, quantifiers, look-arounds and the options `i`, `m` and `s` are read; other constructs are
 * refused by name.
 */
export function translateRegex(pattern: string, options: string): RegExp {
  if (pattern.includes("\0"))
    throw mongoError(2, "Regular expression cannot contain an embedded null byte");
  for (const option of options) {
    if (option === "x") throw notAvailable("the option x of a regular expression");
    if (!"imsu".includes(option))
      throw mongoError(51108, `invalid flag in regex options: ${option}`);
  }
  const source = new Translation(pattern, options).run();
  try {
    return new RegExp(source, options.includes("i") ? "iv" : "v");
  } catch (error) {
    throw mongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

class Translation {
  private at = 0;
  private readonly pattern: string;
  private readonly options: string;

  constructor(pattern: string, options: string) {
    this.pattern = pattern;
    this.options = options;
  }

  run(): string {
    let out = "";
    while (this.at < this.pattern.length) out += this.step(this.take());
    return out;
  }

  private take(): string {
    const char = String.fromCodePoint(this.pattern.codePointAt(this.at) as number);
    this.at += char.length;
    return char;
  }

  private step(char: string): string {
    const isMultiline = this.options.includes("m");
    switch (char) {
      case "\\":
        return this.escape(false);
      case "[":
        return this.charClass();
      case "(":
        return this.group();
      case ".":
        return this.options.includes("s") ? "[\\s\\S]" : "[^\\n]";
      case "^":
        return isMultiline ? "(?:(?<![\\s\\S])|(?<=\\n)(?=[\\s\\S]))" : "^";
      case "$":
        return isMultiline ? `(?=\\n|${end})` : `(?=\\n?${end})`;
      case "*":
      case "+":
      case "?":
        return this.quantifier(char);
      case "{":
        return this.braces();
      case "|":
      case ")":
        return char;
      default:
        return literal(char);
    }
  }

  private quantifier(text: string): string {
    const next = this.pattern[this.at];
    if (next === "+") throw notAvailable("a possessive quantifier in a regular expression");
    return next === "?" ? text + this.take() : text;
  }

  private braces(): string {
    const match = /^\d+(,\d*)?\}/.exec(this.pattern.slice(this.at));
    if (!match) return "\\{";
    this.at += match[0].length;
    return this.quantifier(`{${match[0]}`);
  }

  private group(): string {
    const rest = this.pattern.slice(this.at);
    if (rest[0] !== "?" && rest[0] !== "*") return "(";
    const known = /^\?(:|=|!|<=|<!)/.exec(rest);
    if (!known) throw notAvailable(`(${rest.slice(0, 3)} in a regular expression`);
    this.at += known[0].length;
    return `(${known[0]}`;
  }

  private escape(inClass: boolean): string {
    if (this.at >= this.pattern.length)
      throw mongoError(51091, "Regular expression is invalid: \\ at end of pattern");
    const char = this.take();
    const set = escapes[char];
    if (set) return inClass ? set : `[${set}]`;
    const negated = escapes[char.toLowerCase()];
    if (negated) return `[^${negated}]`;
    if (/[nrtf]/.test(char)) return `\\${char}`;
    if (char === "b") return inClass ? "\\x08" : "\\b";
    if (char === "B" && !inClass) return "\\B";
    if (/[A-Za-z0-9]/.test(char)) throw notAvailable(`\\${char} in a regular expression`);
    return literal(char);
  }

  private charClass(): string {
    let out = "[";
    if (this.pattern[this.at] === "^") out += this.take();
    const first = this.at;
    for (;;) {
      if (this.at >= this.pattern.length)
        throw mongoError(
          51091,
          "Regular expression is invalid: missing terminating ] for character class",
        );
      const from = this.at;
      const char = this.take();
      if (char === "]" && from > first) return `${out}]`;
      if (char === "\\") out += this.escape(true);
      else if (char === "[" && /^[:.=]/.test(this.pattern.slice(this.at)))
        throw notAvailable("a [: :] class in a regular expression");
      else if (char === "-" && this.isRange(from, first)) out += "-";
      else out += literal(char);
    }
  }

  /** Says whether a dash stands between two single characters. */
  private isRange(at: number, first: number): boolean {
    const next = this.pattern[at + 1];
    const isAfterSet = /\\[dwsDWS]$/.test(this.pattern.slice(first, at));
    return at > first && next !== undefined && next !== "]" && !isAfterSet;
  }
}

function literal(char: string): string {
  if (/[\^$\\.*+?()[\]{}|/]/.test(char)) return `\\${char}`;
  if (/[A-Za-z0-9_ ]/.test(char)) return char;
  const code = char.codePointAt(0) as number;
  return code < 128 ? `\\x${code.toString(16).padStart(2, "0")}` : char;
}
