/** Says whether a path of a site may be read. */
export type MayRead = (path: string) => boolean;

/** Our name in robots.txt. */
const agentName = "chatloom";
const mostRules = 2_000;

interface Rule {
  readonly allows: boolean;
  readonly pattern: string;
}

/** Reads a robots.txt (RFC 9309): the rules for us, else those for all. The longest rule that fits decides. */
export function readRobots(text: string): MayRead {
  const groups: { readonly agents: string[]; readonly rules: Rule[] }[] = [];
  let isHead = false;
  for (const line of text.split(/\r?\n/).slice(0, mostRules)) {
    const [, field = "", rest = ""] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    const value = rest.trim();
    const name = field.toLowerCase();
    if (name === "user-agent") {
      if (!isHead) {
        groups.push({ agents: [], rules: [] });
      }
      isHead = true;
      groups.at(-1)?.agents.push(value.toLowerCase());
    } else if (name === "allow" || name === "disallow") {
      isHead = false;
      if (value !== "") {
        groups.at(-1)?.rules.push({ allows: name === "allow", pattern: value });
      }
    }
  }
  const of = (agent: string) => groups.filter((it) => it.agents.includes(agent));
  const own = of(agentName);
  const rules = (own.length > 0 ? own : of("*")).flatMap((it) => it.rules);
  return (path) => {
    const fitting = rules.filter((it) => fits(it.pattern, path));
    const best = fitting.sort(
      (a, z) => z.pattern.length - a.pattern.length || Number(z.allows) - Number(a.allows),
    )[0];
    return best?.allows ?? true;
  };
}

/** `*` stands for anything, `$` for the end. Compared part by part: no pattern makes it slow. */
function fits(pattern: string, path: string): boolean {
  const whole = pattern.endsWith("$");
  const [first = "", ...others] = (whole ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(first)) {
    return false;
  }
  let at = first.length;
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1;
    const found = whole && isLast ? path.length - part.length : path.indexOf(part, at);
    if (found < at || !path.startsWith(part, found)) {
      return false;
    }
    at = found + part.length;
  }
  return !whole || at === path.length;
}
