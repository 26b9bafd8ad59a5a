import { RE2JS } from "re2js";

/** A regular expression that takes linear time on any text; undefined where the source is not one. */
export type CompiledPattern = { readonly test: (text: string) => boolean } | undefined;

const maxSource = 500;
const maxText = 10_000;

/** Compiles a regular expression. It ignores letter case, as all texts in flows do. */
export function compilePattern(source: string): CompiledPattern {
  if (source.length > maxSource) {
    return undefined;
  }
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.CASE_INSENSITIVE);
    return { test: (text) => pattern.matcher(text.slice(0, maxText)).find() };
  } catch {
    return undefined;
  }
}
