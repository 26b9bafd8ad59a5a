/** Gives the clean name of a variable that a text names. */
export type NameOf = (name: string) => string;

const assigned = /(?:^|[;{\n])[ \t]*([A-Za-z_$][\w$]*)[ \t]*(?:[-+*/%]?=)(?![=>])/g;
/** A helper of imported code: the source computes with texts of digits as with numbers. */
const guess =
  'const guess = (it) => (typeof it === "string" && /^-?(?:0|[1-9]\\d*)(?:\\.\\d+)?$/.test(it) ? Number(it) : it);\n';

/** Writes code for the sandbox: names in braces become variables, and the value is returned. */
export function codeOf(source: string, nameOf: NameOf): string {
  const body = withVariables(source.trim(), nameOf);
  return /\breturn\b/.test(body)
    ? body
    : body.replace(/^(const guess = .*\n)?([\s\S]*?);?\s*$/, "$1return ($2);");
}

/** Turns names in braces into variables of the sandbox, also within quoted texts, and declares what the code assigns. */
export function withVariables(source: string, nameOf: NameOf): string {
  let quote = "";
  let guesses = false;
  const body = source.replace(
    /\{\{([^{}]+)\}\}|\\.|["'`\n]/gs,
    (found, name: string | undefined, at: number) => {
      if (name !== undefined) {
        const variable = `variables.${nameOf(name.trim())}`;
        if (quote !== "") {
          return quote === "`" ? `\${${variable}}` : `${quote} + ${variable} + ${quote}`;
        }
        const counts = isCounted(source.slice(0, at), source.slice(at + found.length));
        guesses ||= counts;
        return counts ? `guess(${variable})` : variable;
      }
      if (found === "\n") {
        quote = quote === "`" ? quote : "";
      } else if (found.length === 1) {
        quote = quote === "" ? found : quote === found ? "" : quote;
      }
      return found;
    },
  );
  const own = new Set([...body.matchAll(assigned)].map((it) => it[1] as string));
  const undeclared = [...own].filter(
    (it) =>
      !new RegExp(`\\b(?:let|const|var|function)\\s+${it.replaceAll("$", "\\$")}\\b`).test(body),
  );
  const declared = undeclared.length > 0 ? `let ${undeclared.join(", ")};\n` : "";
  return `${guesses ? guess : ""}${declared}${body}`;
}

/** Whether the code computes with the variable itself and not with a member of it. */
function isCounted(before: string, behind: string): boolean {
  const isMember = /^\s*[.[(?]/.test(behind);
  return !isMember && (/[-+*/%<>=]\s*$/.test(before) || /^\s*[-+*/%<>=!]/.test(behind));
}
