import { parseLiquid, renderLiquid } from "./liquid-text.ts";
import { splitPath } from "./read-path.ts";
import type { TextValues } from "./text-values.ts";
import { toText } from "./to-text.ts";

/** The error of a text that could not be filled in; `message` says why, for members. */
export class TextNotRenderable extends Error {
  readonly code = "text.not-renderable";
}

/** A compiled text: returns the filled-in text, or throws `TextNotRenderable`. */
export type CompiledText = (values: TextValues) => string;

const bareName = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])*)\s*\}\}/g;
const literals = new Set(["true", "false", "nil", "null", "blank", "empty"]);

/** Tells whether a text has anything to fill in. */
export function isTemplate(source: string): boolean {
  return source.includes("{{") || source.includes("{%");
}

/**
 * Compiles a text. Most texts contain only names (`Hello {{ contact.firstName }}`); they are filled in without
 * Liquid, many times faster. Broken Liquid is reported when the text is used, so the rest of the flow can run.
 */
export function compileText(source: string): CompiledText {
  if (!isTemplate(source)) {
    return () => source;
  }
  const plain = compilePlain(source);
  if (plain) {
    return plain;
  }
  try {
    const templates = parseLiquid(source);
    return (values) => {
      try {
        return renderLiquid(templates, values);
      } catch (error) {
        throw notRenderable(error);
      }
    };
  } catch (error) {
    const failure = notRenderable(error);
    return () => {
      throw failure;
    };
  }
}

function compilePlain(source: string): CompiledText | undefined {
  const texts: string[] = [];
  const paths: (readonly string[])[] = [];
  let end = 0;
  for (const match of source.matchAll(bareName)) {
    const path = splitPath(match[1] ?? "");
    if (literals.has(path[0] ?? "")) {
      return undefined;
    }
    texts.push(source.slice(end, match.index));
    paths.push(path);
    end = match.index + match[0].length;
  }
  texts.push(source.slice(end));
  if (texts.some(isTemplate)) {
    return undefined;
  }
  const first = texts[0] ?? "";
  return (values) => {
    const write = values.mark ?? toText;
    let result = first;
    for (let index = 0; index < paths.length; index++) {
      result += write(values.at(paths[index] as readonly string[])) + texts[index + 1];
    }
    return result;
  };
}

function notRenderable(error: unknown): TextNotRenderable {
  const message = error instanceof Error ? error.message : String(error);
  return new TextNotRenderable(message.slice(0, 500));
}
