import { defined } from "../defined.ts";
import type { Variable, VariableType } from "../flow.ts";
import { fixedScopes, scopeRoots } from "../variable-scope.ts";

const longestName = 60;
const mostVariables = 500;
/** Words of templates that cannot be names. */
const reserved = new Set([
  ...Object.keys(scopeRoots),
  ...fixedScopes,
  "true",
  "false",
  "nil",
  "null",
  "empty",
  "blank",
  "forloop",
  "and",
  "or",
  "contains",
]);

/** The variables of one flow: each name of the source with its clean name here. */
export class NameBook {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** The last number behind each name, as many may have the same one. */
  readonly #counts = new Map<string, number>();
  readonly #types = new Map<string, VariableType>();
  readonly #defaults = new Map<string, string | readonly string[]>();

  /** Returns the clean name for a name of the source, and declares it at the first time. `wanted` is the name that it shall have. */
  of(source: string, wanted = source): string {
    const known = this.#names.get(source);
    if (known !== undefined) {
      return known;
    }
    const name = this.#free(cleanName(wanted));
    this.#names.set(source, name);
    return name;
  }

  /** Whether the name is declared already. */
  has(source: string): boolean {
    return this.#names.has(source);
  }

  /** Returns a new name that nothing of the source has. */
  fresh(wanted: string): string {
    const name = this.#free(cleanName(wanted));
    this.#names.set(`\u0000${name}`, name);
    return name;
  }

  /** Says the type of a variable; the first one stays. */
  type(name: string, type: VariableType): void {
    if (!this.#types.has(name)) {
      this.#types.set(name, type);
    }
  }

  /** Says with which value a variable begins. */
  default(name: string, value: string | readonly string[]): void {
    this.#defaults.set(name, value);
  }

  /** The declarations for the flow. */
  variables(): Variable[] {
    return [...this.#taken].slice(0, mostVariables).map((name) => {
      const initial = this.#defaults.get(name);
      const list = Array.isArray(initial);
      const type = list ? "list" : initial !== undefined ? "string" : this.#types.get(name);
      return {
        name,
        type: type ?? "string",
        scope: "run",
        ...defined({ default: initial }),
      };
    });
  }

  #free(name: string): string {
    let free = name;
    let count = this.#counts.get(name) ?? 1;
    while (this.#taken.has(free) || reserved.has(free)) {
      count++;
      free = `${name}_${count}`;
    }
    this.#counts.set(name, count);
    this.#taken.add(free);
    return free;
  }
}

/** Makes a name of letters, digits and underscores; accents are dropped. */
export function cleanName(name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/g, "d")
    .replace(/Đ/g, "D")
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .replace(/^_+(?=[A-Za-z])|_+$/g, "")
    .slice(0, longestName);
  return plain === "" ? "variable" : /^\d/.test(plain) ? `_${plain}` : plain;
}
