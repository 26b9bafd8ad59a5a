import type { Flow, FlowNode, FlowSettings } from "@chatloom/flows-schema";
import type { Translated } from "./program.ts";

/** Applies a flow's translations: `nodeId/pointer` (or `settings/pointer`) → text, per language. */
export function translateFlow(flow: Flow): ReadonlyMap<string, Translated> {
  const translated = new Map<string, Translated>();
  for (const [language, texts] of Object.entries(flow.translations)) {
    const nodes = new Map<string, FlowNode>();
    const settings = { root: flow.settings as FlowSettings };
    const byId = new Map(flow.nodes.map((node) => [node.id, node]));
    for (const [key, text] of Object.entries(texts)) {
      const [id = "", ...pointer] = key
        .split("/")
        .map((it) => it.replace(/~1/g, "/").replace(/~0/g, "~"));
      const node = nodes.get(id) ?? byId.get(id);
      if (node) {
        const data = replaceText(node.data, pointer, text);
        if (data !== node.data) nodes.set(id, { ...node, data } as FlowNode);
      } else if (id === "settings") {
        settings.root = replaceText(settings.root, pointer, text) as FlowSettings;
      }
    }
    translated.set(language.toLowerCase(), { nodes, settings: settings.root });
  }
  return translated;
}

/** The translation for a contact's language: `vi-VN` finds `vi-VN`, then `vi`. */
export function translationFor(
  translated: ReadonlyMap<string, Translated>,
  language: string,
): Translated | undefined {
  if (translated.size === 0) return undefined;
  const wanted = language.toLowerCase().replace("_", "-");
  return translated.get(wanted) ?? translated.get(wanted.split("-")[0] ?? "");
}

/** Only texts that are there can be replaced: a translation never changes a flow's shape. */
function replaceText(value: unknown, pointer: readonly string[], text: string): unknown {
  const [name, ...rest] = pointer;
  if (name === undefined) return typeof value === "string" && text !== "" ? text : value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return value;
  const before = (value as Record<string, unknown>)[name];
  const after = replaceText(before, rest, text);
  if (after === before) return value;
  if (Array.isArray(value)) return value.map((it, index) => (String(index) === name ? after : it));
  return { ...value, [name]: after };
}
