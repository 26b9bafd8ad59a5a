const variable = /\{\{[^{}]+\}\}/g;
const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g;
const words = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Words of JavaScript that another word may stand beside. */
const keywords: ReadonlySet<string> = new Set(
  "return new typeof in of const let var instanceof await async function else if for while do throw case class extends void delete try catch finally switch static get set default break continue".split(
    " ",
  ),
);

/** Guesses whether a text is JavaScript and not words. A parser would not fit into a browser that forbids `eval`. */
export function looksLikeCode(text: string): boolean {
  if (isProse(text)) {
    return false;
  }
  return (
    /\breturn\b|=>|\bnew [A-Z]\w*\(|\btypeof\b|`|===?|!==|&&|\|\||\bconst\b|\blet\b|\bvar\b/.test(
      text,
    ) ||
    /(?:^|[\s(=+,])[\w$]+(?:\.[\w$]+)*\(.*\)/s.test(text) ||
    /\}\}\s*\.\w+/.test(text) ||
    /^[[(]/.test(text) ||
    (/^[\s\d+\-*/%().]*(?:\{\{[^{}]+\}\}[\s\d+\-*/%().]*)+$/.test(text) &&
      /[+\-*/%]/.test(text.replace(variable, "x")) &&
      /\(|\d/.test(text)) ||
    (/\?[^:]+:/.test(text.replace(variable, "x")) && /[<>]/.test(text))
  );
}

/** Whether words or numbers stand beside each other as in no line of code: `Welcome back(s), (11) 94321`. */
function isProse(text: string): boolean {
  const bare = text
    .replace(quoted, "''")
    .replace(/\/\*.*?\*\/|(?<!:)\/\/.*/gs, (it) =>
      it.startsWith("//") ? it.slice(it.indexOf("\n") + 1 || it.length) : "",
    )
    .replace(variable, "x");
  if (
    /[\d)][ \t]+\d/.test(bare) ||
    /\)[ \t]*[\p{L}\d]/u.test(bare.replace(/\)[ \t]*(?:in|of|instanceof)\b/g, ""))
  ) {
    return !/\b(?:if|for|while|catch)\s*\(/.test(bare);
  }
  const found = [...bare.matchAll(words)];
  return found.some((it, index) => {
    const next = found[index + 1];
    const between = next && bare.slice(it.index + it[0].length, next.index);
    return (
      between !== undefined &&
      /^[ \t]+$/.test(between) &&
      !keywords.has(it[0]) &&
      !keywords.has(next?.[0] ?? "")
    );
  });
}
