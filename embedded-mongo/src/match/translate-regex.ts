import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { classEscapes, end, plainEscapes, posixClasses, start } from "./regex-classes.ts";

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  x: boolean;
}

/**
 * Makes a JavaScript regular expression that matches what MongoDB's PCRE2
 * pattern matches. The two differ in `.`, `$`, `^`, `\s` and in escapes;
 * constructs that JavaScript lacks are refused by name.
 */
export function translateRegex(pattern: string, options: string): RegExp {
  if (pattern.includes("\0"))
    throw mongoError(2, "Regular expression cannot contain an embedded null byte");
  const flags: Flags = { i: false, m: false, s: false, x: false };
  for (const option of options) setFlag(flags, option);
  const source = new Translation(pattern, flags).run();
  try {
    return new RegExp(source, flags.i ? "iv" : "v");
  } catch (error) {
    throw mongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

function setFlag(flags: Flags, option: string): void {
  if (option === "i" || option === "m" || option === "s" || option === "x") flags[option] = true;
  else if (option !== "u") throw mongoError(51108, `invalid flag in regex options: ${option}`);
}

class Translation {
  private at = 0;
  private out = "";
  private readonly pattern: string;
  private readonly flags: Flags;

  constructor(pattern: string, flags: Flags) {
    this.pattern = pattern;
    this.flags = flags;
  }

  run(): string {
    this.leadingFlags();
    while (this.at < this.pattern.length) this.step();
    return this.out;
  }

  private leadingFlags(): void {
    const match = /^\(\?([imsx]+)\)/.exec(this.pattern);
    if (!match) return;
    for (const option of match[1] as string) setFlag(this.flags, option);
    this.at = match[0].length;
  }

  private take(): string {
    const char = String.fromCodePoint(this.pattern.codePointAt(this.at) as number);
    this.at += char.length;
    return char;
  }

  private step(): void {
    const char = this.take();
    if (this.flags.x && /[ \t\n\v\f\r]/.test(char)) return;
    if (this.flags.x && char === "#") {
      const line = this.pattern.indexOf("\n", this.at);
      this.at = line < 0 ? this.pattern.length : line + 1;
      return;
    }
    switch (char) {
      case "\\":
        this.out += this.escape();
        break;
      case "[":
        this.out += this.charClass();
        break;
      case "(":
        this.out += this.group();
        break;
      case ".":
        this.out += this.flags.s ? "[\\s\\S]" : "[^\\n]";
        break;
      case "^":
        this.out += this.flags.m ? `(?:${start}|(?<=\\n)(?=[\\s\\S]))` : "^";
        break;
      case "$":
        this.out += this.flags.m ? `(?=\\n|${end})` : `(?=\\n?${end})`;
        break;
      case "*":
      case "+":
      case "?":
        this.quantifier(char);
        break;
      case "{":
        this.braces();
        break;
      case "}":
      case "]":
        this.out += `\\${char}`;
        break;
      default:
        this.out += char === "/" ? "\\/" : char;
    }
  }

  private quantifier(char: string): void {
    this.out += char;
    if (this.pattern[this.at] === "+")
      throw notAvailable("a possessive quantifier in a regular expression");
    if (this.pattern[this.at] === "?") this.out += this.take();
  }

  private braces(): void {
    const match = /^\d+(,\d*)?\}/.exec(this.pattern.slice(this.at));
    if (!match) {
      this.out += "\\{";
      return;
    }
    this.at += match[0].length;
    this.quantifier(`{${match[0]}`);
  }

  private group(): string {
    const rest = this.pattern.slice(this.at);
    if (rest[0] === "*") throw notAvailable(`(${rest.slice(0, 12)} in a regular expression`);
    if (rest[0] !== "?") return "(";
    const named = /^\?P?<([A-Za-z_]\w*)>/.exec(rest);
    if (named) {
      this.at += named[0].length;
      return `(?<${named[1]}>`;
    }
    const comment = /^\?#[^)]*\)/.exec(rest);
    if (comment) {
      this.at += comment[0].length;
      return "";
    }
    const known = /^\?(:|=|!|<=|<!)/.exec(rest);
    if (!known) throw notAvailable(`(${rest.slice(0, 3)} in a regular expression`);
    this.at += known[0].length;
    return `(${known[0]}`;
  }

  private escape(): string {
    if (this.at >= this.pattern.length)
      throw mongoError(51091, "Regular expression is invalid: \\ at end of pattern");
    const char = this.take();
    if (char === "Q") return this.quoted();
    const known = classEscapes[char] ?? plainEscapes[char];
    if (known) return known;
    if (char === "k") {
      const name = /^[<{']([A-Za-z_]\w*)[>}']/.exec(this.pattern.slice(this.at));
      if (!name) throw notAvailable("\\k in a regular expression");
      this.at += name[0].length;
      return `\\k<${name[1]}>`;
    }
    if (/[1-9]/.test(char)) return `(?:\\${char}${this.digits()})`;
    return this.character(char);
  }

  private digits(): string {
    const match = /^\d+/.exec(this.pattern.slice(this.at));
    this.at += match?.[0].length ?? 0;
    return match?.[0] ?? "";
  }

  private quoted(): string {
    const close = this.pattern.indexOf("\\E", this.at);
    const text = this.pattern.slice(this.at, close < 0 ? undefined : close);
    this.at = close < 0 ? this.pattern.length : close + 2;
    return [...text].map(literal).join("");
  }

  /** An escape that stands for one character, or for a Unicode property. */
  private character(char: string): string {
    const rest = this.pattern.slice(this.at);
    if (char === "x") {
      const hex = /^(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{0,2}))/.exec(rest);
      this.at += hex?.[0].length ?? 0;
      return `\\u{${hex?.[1] ?? (hex?.[2] || "0")}}`;
    }
    if (char === "p" || char === "P") {
      const property = /^(?:\{(\^?)([A-Za-z_&]+)\}|([A-Z]))/.exec(rest);
      if (!property) throw notAvailable("this \\p in a regular expression");
      this.at += property[0].length;
      return this.property(char, property[1] === "^", property[2] ?? (property[3] as string));
    }
    if (char === "0") {
      const octal = /^[0-7]{0,2}/.exec(rest)?.[0] ?? "";
      this.at += octal.length;
      return `\\u{${Number.parseInt(octal || "0", 8).toString(16)}}`;
    }
    if (/[A-Za-z0-9]/.test(char)) throw notAvailable(`\\${char} in a regular expression`);
    return literal(char);
  }

  private property(letter: string, negated: boolean, name: string): string {
    const turned = negated ? (letter === "p" ? "P" : "p") : letter;
    if (/^(?:[CLMNPSZ][a-z]?)$/.test(name)) return `\\${turned}{${name}}`;
    return `\\${turned}{Script=${name}}`;
  }

  private charClass(): string {
    let out = "[";
    if (this.pattern[this.at] === "^") out += this.take();
    let first = true;
    for (;;) {
      if (this.at >= this.pattern.length) {
        throw mongoError(
          51091,
          "Regular expression is invalid: missing terminating ] for character class",
        );
      }
      const char = this.take();
      if (char === "]" && !first) return `${out}]`;
      first = false;
      if (char === "\\") out += this.classEscape();
      else if (char === "[" && /^[:.=]/.test(this.pattern.slice(this.at))) out += this.posixClass();
      else if (char === "-" && !this.endsRange(out)) out += "\\-";
      else out += char === "-" ? "-" : literal(char);
    }
  }

  /** A dash is a range only between two single characters. */
  private endsRange(before: string): boolean {
    const next = this.pattern[this.at];
    const afterClass = /(?:^\[\^?|\][^\]]*\]|\])$/.test(before) && !before.endsWith("\\]");
    return next !== undefined && next !== "]" && !afterClass && before !== "[" && before !== "[^";
  }

  private classEscape(): string {
    if (this.at >= this.pattern.length)
      throw mongoError(51091, "Regular expression is invalid: \\ at end of pattern");
    const char = this.take();
    if (classEscapes[char]) return classEscapes[char];
    if (char === "b") return "\\x08";
    if (
      char === "Q" ||
      char === "A" ||
      char === "z" ||
      char === "Z" ||
      char === "R" ||
      char === "B"
    ) {
      throw notAvailable(`\\${char} in a character class of a regular expression`);
    }
    return plainEscapes[char] ?? this.character(char);
  }

  private posixClass(): string {
    const match = /^:(\^?)([a-z]+):\]/.exec(this.pattern.slice(this.at));
    const members = match && posixClasses[match[2] as string];
    if (!match || !members) throw notAvailable("this [: :] class in a regular expression");
    this.at += match[0].length;
    return `[${match[1]}${members}]`;
  }
}

function literal(char: string): string {
  if (/[\^$\\.*+?()[\]{}|/]/.test(char)) return `\\${char}`;
  if (/[A-Za-z0-9_ ]/.test(char)) return char;
  const code = char.codePointAt(0) as number;
  return code < 128 ? `\\x${code.toString(16).padStart(2, "0")}` : char;
}
