/** The path of a variable that an expression reads, by its parts; a part that is computed is left out, with all after it. */
export type VariablePath = readonly string[];

const words = new Set([
  "true",
  "false",
  "nil",
  "null",
  "undefined",
  "empty",
  "blank",
  "and",
  "or",
  "not",
  "contains",
  "in",
]);
const token =
  /"[^"]*"|'[^']*'|-?\d+(?:\.\d+)?(?!\.\.|\w)|-?\d+|\.\.|[A-Za-z_][\w-]*\??|[.[\]|:,()]|[=!<>]=|<>|[=<>]|\S/g;

/**
 * The variables that a Liquid expression reads: `order.total | plus: tax, rounded: true` reads
 * `order.total` and `tax`. Names of filters and of their arguments are not read.
 */
export function readExpression(source: string): VariablePath[] {
  const tokens = source.match(token) ?? [];
  const paths: VariablePath[] = [];
  let at = 0;

  function path(): string[] {
    const parts = [tokens[at++] as string];
    let computed = false;
    for (;;) {
      if (tokens[at] === "." && isName(tokens[at + 1])) {
        if (!computed) {
          parts.push(tokens[at + 1] as string);
        }
        at += 2;
      } else if (tokens[at] === "[") {
        const inner = tokens[++at] ?? "";
        if (isName(inner) && !words.has(inner)) {
          paths.push(path());
          computed = true;
        } else {
          if (!computed) {
            parts.push(inner.replace(/^["']|["']$/g, ""));
          }
          at++;
        }
        if (tokens[at] === "]") {
          at++;
        }
      } else {
        return parts;
      }
    }
  }

  while (at < tokens.length) {
    const current = tokens[at] as string;
    if (current === "|") {
      at += 2; // the filter's name
    } else if (!isName(current) || words.has(current) || tokens[at + 1] === ":") {
      at++;
    } else {
      paths.push(path());
    }
  }
  return paths;
}

/** The names of the filters in an expression. */
export function filtersOf(source: string): string[] {
  const tokens = source.match(token) ?? [];
  return tokens.flatMap((it, index) => (it === "|" ? [tokens[index + 1] ?? "|"] : []));
}

function isName(word: string | undefined): boolean {
  return word !== undefined && /^[A-Za-z_]/.test(word);
}
