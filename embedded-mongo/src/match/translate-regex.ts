import { mongoError, notAvailable } from "../errors/mongo-error.ts";

/** The parts of regular expressions that MongoDB and JavaScript read differently: escapes, classes, groups, `.`, `^`, `$`. */
const tokens =
  /\\[\s\S]?|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]?|\(\?(?:<?[\s\S])?|(?:[*+?]|\{\d+(?:,\d*)?\})\+|\{\d+(?:,\d*)?\}|[.^${}\]]/g;
const spaces = " \\t\\n\\v\\f\\r";
const textEnd = "(?![\\s\\S])";

/**
 * Makes a JavaScript regular expression that matches what MongoDB's pattern matches. Constructs that JavaScript does not
 * have, or reads differently, are refused by name.
 */
export function translateRegex(pattern: string, options: string): RegExp {
  for (const option of options) {
    if (!"ims".includes(option)) {
      throw notAvailable(`the option ${option} of a regular expression`);
    }
  }
  const source = pattern.replace(tokens, (token) => translate(token, options));
  try {
    return new RegExp(source, options.includes("i") ? "iu" : "u");
  } catch (error) {
    throw mongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}

function translate(token: string, options: string): string {
  const isMultiline = options.includes("m");
  switch (token[0]) {
    case ".":
      return options.includes("s") ? "[\\s\\S]" : "[^\\n]";
    case "^":
      return isMultiline ? "(?<![^\\n])" : "^";
    case "$":
      return isMultiline ? `(?=\\n|${textEnd})` : `(?=\\n?${textEnd})`;
    case "\\":
      return token === "\\s" ? `[${spaces}]` : translateEscape(token);
    case "[":
      if (/^\[\^?\]|\[:/.test(token)) {
        throw notIn(token);
      }
      return token.replace(/\\[\s\S]/g, (inner) => (inner === "\\s" ? spaces : inClass(inner)));
    case "{":
    case "}":
    case "]":
      // A quantifier, or a character without a meaning, which JavaScript wants with a backslash.
      if (token.endsWith("+")) {
        throw notIn(token);
      }
      return token.length > 1 ? token : `\\${token}`;
    default:
      if (/^\(\?(:|=|!|<=|<!)$/.test(token)) {
        return token;
      }
      throw notIn(token);
  }
}

function translateEscape(token: string): string {
  const [, char = ""] = token;
  if (/[dDwWbBnrtf]/.test(char)) {
    return token;
  }
  if (/[A-Za-z0-9]/.test(char)) {
    throw notIn(token);
  }
  // JavaScript allows a backslash only before characters with a meaning.
  return /[\^$\\.*+?()[\]{}|/]/.test(char) || char === "" ? token : char;
}

function inClass(token: string): string {
  return token === "\\-" ? token : translateEscape(token);
}

function notIn(construct: string): Error {
  return notAvailable(`'${construct}' in a regular expression`);
}
