/** The start of the text, for patterns that must not see line starts. */
export const start = "(?<![\\s\\S])";
/** The very end of the text. */
export const end = "(?![\\s\\S])";
const spaces = " \\t\\n\\v\\f\\r";

/** Escapes for sets of characters, in and outside of classes. */
export const classEscapes: Readonly<Record<string, string>> = {
  s: `[${spaces}]`,
  S: `[^${spaces}]`,
  d: "[0-9]",
  D: "[^0-9]",
  w: "[A-Za-z0-9_]",
  W: "[^A-Za-z0-9_]",
  h: "[\\t \\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]",
  v: "[\\n\\v\\f\\r\\u0085\\u2028\\u2029]",
  N: "[^\\n]",
};

/** Other escapes by letter. */
export const plainEscapes: Readonly<Record<string, string>> = {
  A: start,
  z: end,
  Z: `(?=\\n?${end})`,
  R: "(?:\\r\\n|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])",
  a: "\\x07",
  e: "\\x1b",
  n: "\\n",
  r: "\\r",
  t: "\\t",
  f: "\\f",
  b: "\\b",
  B: "\\B",
};

/** The members of `[:name:]` classes. */
export const posixClasses: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "A-Za-z0-9",
  upper: "A-Z",
  lower: "a-z",
  space: spaces,
  blank: " \\t",
  punct: "!-\\/:-@\\[-`\\{-~",
  xdigit: "0-9A-Fa-f",
  word: "A-Za-z0-9_",
  cntrl: "\\x00-\\x1f\\x7f",
  print: " -~",
  graph: "!-~",
};
