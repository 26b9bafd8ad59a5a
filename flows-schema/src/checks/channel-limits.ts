import type { Abilities } from "../abilities.ts";
import { channelsOfFlow } from "../channels-of-flow.ts";
import type { FindingFacts } from "../finding.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import { labelUnitOf } from "../label-unit-of.ts";
import { splitTemplate } from "../liquid/split-template.ts";
import { measureText } from "../measure-text.ts";
import { nameNode } from "../name-node.ts";
import { optionsForm } from "../options-form.ts";
import type { Field } from "../walk-fields.ts";

/** Finds texts that are longer than a connected channel takes, placeholders not counted. */
export function checkTextLimits({ fields, graph, checkContext }: Inspection): FindingFacts[] {
  const channels = channelsOfFlow(graph, checkContext);
  return fields.flatMap((field) => {
    const { schema, value, node, path } = field;
    if (!schema.limit || typeof value !== "string") {
      return [];
    }
    const literal = literalText(value);
    return channels.flatMap(({ type, name, abilities }): FindingFacts[] => {
      const limit = limitOf(field, abilities);
      const isLabel = schema.limit !== "text" && schema.limit !== "caption";
      const unit = isLabel ? labelUnitOf(abilities) : abilities.text.unit;
      const length = measureText(literal, unit);
      if (limit === undefined || length <= limit) {
        return [];
      }
      return [
        {
          code: isLabel ? "label.tooLong" : "text.tooLong",
          severity: "warning",
          nodeId: node.id,
          path,
          values: { node: nameNode(node), channel: name, channelType: type, length, limit },
        },
      ];
    });
  });
}

/** The limit for a field on a channel; undefined where there is none or the thing cannot be shown anyway. */
function limitOf(field: NodeField, abilities: Abilities): number | undefined {
  switch (field.schema.limit) {
    case "text":
      return textLimit(field, abilities);
    case "caption":
      return abilities.caption || undefined;
    case "quickReplyLabel": {
      const options = field.parent?.parent?.value;
      const form = optionsForm(abilities, Array.isArray(options) ? options.length : 0);
      return form === "numbered" ? undefined : abilities[form]?.label || undefined;
    }
    case "buttonLabel":
      return abilities.buttons?.label || undefined;
    case "cardTitle":
      return abilities.cards?.title || undefined;
    case "cardSubtitle":
      return abilities.cards?.subtitle || undefined;
    case "ratingTitle":
      return abilities.ratingForms?.title;
    case "ratingButton":
      return abilities.ratingForms?.button;
    default:
      return undefined;
  }
}

/** A text above things to tap may be shorter than a text alone. */
function textLimit({ beside, parent }: Field, abilities: Abilities): number {
  const properties = parent?.schema.oneOf ? undefined : parent?.schema.properties;
  const lists = Object.entries(properties ?? {});
  const options = lists.find(([, it]) => it.limit === "quickReplies");
  const items = beside[options?.[0] ?? "buttons"];
  if (!Array.isArray(items) || items.length === 0) {
    return abilities.text.max;
  }
  const form = options
    ? optionsForm(abilities, items.length)
    : abilities.buttons && items.length <= abilities.buttons.max
      ? "buttons"
      : "numbered";
  return (form !== "numbered" && abilities[form]?.text) || abilities.text.max;
}

/** Gives the text that is certainly sent; the values of placeholders are unknown here. */
function literalText(template: string): string {
  const parts = splitTemplate(template);
  if ("unclosed" in parts) {
    return template;
  }
  return parts.map((part) => (part.kind === "text" ? part.source : "")).join("");
}
