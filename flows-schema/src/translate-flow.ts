import type { Flow, FlowNode } from "./flow.ts";
import { setAtPointer } from "./set-at-pointer.ts";

/**
 * The same flow written in another of its languages: the texts change places with the translations,
 * so nothing is lost. A text without a translation stays.
 */
export function translateFlow(flow: Flow, language: string): Flow {
  const texts = flow.translations[language];
  if (!texts || language === flow.settings.language) {
    return flow;
  }
  const originals: Record<string, string> = {};
  const nodes = flow.nodes.map((node) => {
    let data: unknown = node.data;
    for (const [key, text] of Object.entries(texts)) {
      const slash = key.indexOf("/");
      if (key.slice(0, slash) !== node.id) {
        continue;
      }
      const original = valueAtPointer(data, key.slice(slash));
      if (typeof original !== "string") {
        continue;
      }
      originals[key] = original;
      data = setAtPointer(data, key.slice(slash), text);
    }
    return { ...node, data } as FlowNode;
  });
  let settings: unknown = flow.settings;
  for (const [key, text] of Object.entries(texts)) {
    if (!key.startsWith("settings/") || flow.nodes.some((node) => node.id === "settings")) {
      continue;
    }
    const original = valueAtPointer(settings, key.slice("settings".length));
    if (typeof original !== "string") {
      continue;
    }
    originals[key] = original;
    settings = setAtPointer(settings, key.slice("settings".length), text);
  }
  const { [language]: _, ...others } = flow.translations;
  return {
    ...flow,
    nodes,
    settings: { ...(settings as Flow["settings"]), language },
    translations: { ...others, [flow.settings.language]: originals },
  };
}

function valueAtPointer(data: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (value, part) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, part)
          ? (value as Readonly<Record<string, unknown>>)[part]
          : undefined,
      data,
    );
}
