import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

type Values = Readonly<Record<string, unknown>>;

/**
 * Renders the chart's templates with the few functions that they use: values, `quote`, `default`, `toYaml`, `nindent`, `if` and `range`.
 * Throws for anything else, and for a value that does not exist.
 */
export function renderChart(folder: string, changes: Values = {}): Record<string, unknown> {
  const values = { ...parse(readFileSync(join(folder, "values.yaml"), "utf8")), ...changes };
  const scope = {
    Values: values,
    Release: { Name: "shop" },
    Chart: { AppVersion: "1.2.3" },
  };
  const templates = readdirSync(join(folder, "templates"));
  return Object.fromEntries(
    templates.map((name) => [
      name,
      parse(render(readFileSync(join(folder, "templates", name), "utf8"), scope)),
    ]),
  );
}

const block = /\{\{- (if|range) ([^}]+?)\s*\}\}((?:(?!\{\{- (?:if|range))[\s\S])*?)\{\{- end \}\}/;

function render(template: string, scope: Values): string {
  let text = template;
  for (let found = block.exec(text); found; found = block.exec(text)) {
    const [whole, kind, condition = "", body = ""] = found;
    const filled =
      kind === "if" ? (isTrue(condition, scope) ? body : "") : each(condition, body, scope);
    text = text.replace(whole, () => filled);
  }
  return text.replaceAll(/\s*\{\{- ([^}]+?)\s*\}\}|\{\{ ([^}]+?)\s*\}\}/g, (_whole, left, plain) =>
    String(evaluate(left ?? plain, scope)),
  );
}

function isTrue(condition: string, scope: Values): boolean {
  const [, left, right] = /^gt \(int (\S+)\) (\d+)$/.exec(condition) ?? [];
  return left ? Number(lookUp(left, scope)) > Number(right) : Boolean(lookUp(condition, scope));
}

function each(condition: string, body: string, scope: Values): string {
  const [, path = ""] = /^\$name, \$value := (\S+)$/.exec(condition) ?? [];
  return Object.entries(lookUp(path, scope) as Values)
    .map(([name, value]) =>
      body
        .replaceAll("{{ $name }}", name)
        .replaceAll("{{ $value | quote }}", JSON.stringify(value)),
    )
    .join("");
}

function evaluate(expression: string, scope: Values): unknown {
  const [first = "", ...pipes] = expression.split("|").map((it) => it.trim());
  const start = first.startsWith("toYaml ")
    ? stringify(lookUp(first.slice(7), scope)).trimEnd()
    : lookUp(first, scope);
  return pipes.reduce<unknown>((value, pipe) => {
    const [name, argument = ""] = pipe.split(" ");
    switch (name) {
      case "quote":
        return JSON.stringify(String(value));
      case "default":
        return value || lookUp(argument, scope);
      case "nindent":
        return `\n${String(value).replaceAll(/^/gm, " ".repeat(Number(argument)))}`;
      default:
        throw new Error(`The test knows no function ${name}`);
    }
  }, start);
}

function lookUp(path: string, scope: Values): unknown {
  return path
    .split(".")
    .slice(1)
    .reduce<unknown>((value, key) => {
      if (typeof value !== "object" || value === null || !(key in value)) {
        throw new Error(`The chart has no value ${path}`);
      }
      return (value as Values)[key];
    }, scope);
}
