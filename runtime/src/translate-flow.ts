import type { Flow, FlowNode, FlowSettings } from "@chatloom/flows-schema";
import { readLocale } from "./locale.ts";
import type { Program, Translated } from "./program.ts";

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
        if (data !== node.data) {
          nodes.set(id, { ...node, data } as FlowNode);
        }
      } else if (id === "settings") {
        settings.root = replaceText(settings.root, pointer, text) as FlowSettings;
      }
    }
    translated.set(language.toLowerCase(), { nodes, settings: settings.root });
  }
  return translated;
}

/**
 * Finds the translation for a contact's language: the same tag, else one of the same language and script, with the same region
 * first (`pt` finds `pt-BR`, `pt-PT` finds `pt`, `zh-TW` finds `zh-Hant`). Undefined if the flow's own texts fit best.
 */
export function translationFor(
  { translated, flow }: Pick<Program, "translated" | "flow">,
  language: string,
): Translated | undefined {
  if (translated.size === 0) {
    return undefined;
  }
  const wanted = readLocale(language);
  if (!wanted) {
    return translated.get(language.toLowerCase());
  }
  const own = flow.settings.language;
  const near = [own, ...translated.keys()].flatMap((tag) => {
    const locale = readLocale(tag);
    const same = locale?.language === wanted.language && locale.script === wanted.script;
    return same ? [{ tag, locale }] : [];
  });
  const best =
    near.find(({ locale }) => locale.tag === wanted.tag) ??
    near.find(({ locale }) => locale.region === wanted.region) ??
    near.find(({ locale }) => locale.region === undefined) ??
    near.find(({ locale }) => locale.region === wanted.likelyRegion) ??
    near[0];
  return best && best.tag !== own ? translated.get(best.tag) : undefined;
}

/** Only texts that are there can be replaced: a translation never changes a flow's shape. */
function replaceText(value: unknown, pointer: readonly string[], text: string): unknown {
  const [name, ...rest] = pointer;
  if (name === undefined) {
    return typeof value === "string" && text !== "" ? text : value;
  }
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) {
    return value;
  }
  const before = (value as Record<string, unknown>)[name];
  const after = replaceText(before, rest, text);
  if (after === before) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((it, index) => (String(index) === name ? after : it));
  }
  return { ...value, [name]: after };
}
