import type { Abilities } from "../abilities.ts";
import { channelsOfFlow } from "../channels-of-flow.ts";
import type { CheckedChannel } from "../check-context.ts";
import type { FindingCode, FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { optionsForm } from "../options-form.ts";
import type { FieldSchema } from "../walk-fields.ts";

/** Finds lists with more items than a connected channel shows, and says what they become there. */
export function checkChannelCounts({ fields, graph, checkContext }: Inspection): FindingFacts[] {
  const channels = channelsOfFlow(graph, checkContext);
  return fields.flatMap(({ schema, value, node, path }) => {
    if (!Array.isArray(value) || value.length === 0) {
      return [];
    }
    return channels.flatMap((channel): FindingFacts[] => {
      const excess = excessOf(schema, value, channel);
      if (!excess) {
        return [];
      }
      const { code, limit } = excess;
      return [
        {
          code,
          severity: "warning",
          nodeId: node.id,
          path,
          values: {
            node: nameNode(node),
            channel: channel.name,
            channelType: channel.type,
            count: value.length,
            limit,
          },
        },
      ];
    });
  });
}

interface Excess {
  readonly code: FindingCode;
  readonly limit: number;
}

function excessOf(
  { limit }: FieldSchema,
  items: readonly unknown[],
  { abilities }: CheckedChannel,
): Excess | undefined {
  const count = items.length;
  if (limit === "quickReplies") {
    const form = optionsForm(abilities, count);
    const most = Math.max(abilities.quickReplies?.max ?? 0, abilities.buttons?.max ?? 0);
    if (form === "list") {
      return { code: "options.becomeList", limit: most };
    }
    if (form === "numbered") {
      const rows = Math.max(most, abilities.list?.rows ?? 0);
      return {
        code: "options.becomeNumbers",
        limit: rows,
      };
    }
  }
  if (limit === "buttons") {
    return buttonsExcess(items, abilities);
  }
  if (limit === "cardButtons") {
    return cardButtonsExcess(items, abilities);
  }
  if (limit === "cards" && abilities.cards && count > abilities.cards.max) {
    return {
      code: "cards.tooMany",
      limit: abilities.cards.max,
    };
  }
  return undefined;
}

/** A card that has more buttons than fit goes on in another card; where there are no cards, it is a message with buttons. */
function cardButtonsExcess(items: readonly unknown[], abilities: Abilities): Excess | undefined {
  const most = abilities.cards?.buttons ?? 0;
  if (most === 0) {
    return buttonsExcess(items, abilities);
  }
  if (items.length <= most) {
    return undefined;
  }
  return {
    code: "cards.split",
    limit: most,
  };
}

/** Buttons that only lead on may become whatever can be tapped; those that open something become lines of text. */
function buttonsExcess(
  items: readonly unknown[],
  { buttons, quickReplies, list }: Abilities,
): Excess | undefined {
  const actions = (items as readonly { readonly action?: string }[]).map((it) => it.action);
  const opens = actions.filter((action) => action !== "next" && action !== "unlinkAccount");
  const most = buttons?.max ?? 0;
  const shown =
    opens.every((action) => (action === "phone" ? buttons?.phone : buttons?.url)) &&
    (opens.length === 0 || buttons?.mixed || items.length === 1);
  if (shown && items.length <= most) {
    return undefined;
  }
  if (opens.length > 0) {
    return {
      code: "buttons.becomeText",
      limit: most,
    };
  }
  if (items.length <= (quickReplies?.max ?? 0)) {
    return undefined;
  }
  if (items.length <= (list?.rows ?? 0)) {
    return { code: "options.becomeList", limit: most };
  }
  return { code: "options.becomeNumbers", limit: most };
}
