import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { withVariables } from "./code-of.ts";
import type { GroupWalk } from "./group-walk.ts";

/** Names that only a web page or a server has. */
const elsewhere =
  /\b(?:window|document|localStorage|sessionStorage|fetch|XMLHttpRequest|Typebot|gtag|fbq|navigator|location|require|import)\b/;
const written = /\bsetVariable\(\s*(["'`])([^"'`]+)\1/g;

/** Turns a script into a code step. Variables that it sets are set by a step behind it. */
export function script(block: Source, walk: GroupWalk, line: LogLine): void {
  walk.flush();
  const options = block
    .part("options")
    .skip("isExecutedOnClient", "shouldExecuteInParentContext", "isUnsafe");
  const content = options.text("content");
  const id = options.text("name") || "Code";
  const names = [...new Set([...content.matchAll(written)].map((it) => it[2] as string))];
  const setsOthers = (content.match(/\bsetVariable\b/g) ?? []).length;
  const understood = [...content.matchAll(written)].length;
  if (elsewhere.test(content) || content.trim() === "" || setsOthers !== understood) {
    line.unsupported("code");
    walk.chain.keep(id, content, line);
    return;
  }
  line.note("code");
  const source = withVariables(content, (it) => walk.bot.named(it));
  if (names.length === 0) {
    const whole = /\breturn\b/.test(content) ? source : `${source}\nreturn null;`;
    walk.chain.add("code", { source: whole, saveTo: "", timeoutMs: 1_000 }, { id, line });
    return;
  }
  const { draft } = walk.bot;
  const saveTo = draft.names.fresh("script");
  draft.names.type(saveTo, "list");
  const variables = names.slice(0, 20).map((it) => walk.bot.named(it));
  // A variable that the script leaves alone keeps its value.
  const start = variables.map((it, index) => `${JSON.stringify(names[index])}: variables.${it}`);
  const whole = `const written = { ${start.join(", ")} };
const setVariable = (name, value) => { written[name] = value; };
await (async () => {
${source}
})();
return Object.values(written);`;
  walk.chain.add("code", { source: whole, saveTo, timeoutMs: 1_000 }, { id, line });
  walk.chain.add(
    "setVariable",
    {
      assignments: variables.map((variable, index) => ({
        variable,
        operation: "set" as const,
        value: `{{ ${saveTo}[${index}] }}`,
        as: "string" as const,
      })),
    },
    { id: `set_${id}` },
  );
}
