const token = /"[^"]*"|'[^']*'|\||[A-Za-z_][\w-]*|\S/g;

/** Returns the names of the filters in an expression. */
export function filtersOf(source: string): string[] {
  const tokens = source.match(token) ?? [];
  return tokens.flatMap((it, index) => (it === "|" ? [tokens[index + 1] ?? "|"] : []));
}
