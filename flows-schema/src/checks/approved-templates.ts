import { channelsOfFlow } from "../channels-of-flow.ts";
import type { CheckedChannel } from "../check-context.ts";
import type { FindingFacts } from "../finding.ts";
import { type FlowNode, nodeTypeOf } from "../flow.ts";
import type { Inspection } from "../inspection.ts";
import { compareParameters, findTemplate, type SentTemplate } from "../message-template.ts";
import { nameNode } from "../name-node.ts";

/**
 * Finds templates that a channel does not have, has not approved, or that take other values. Only warnings: the list may be older
 * than the platform's.
 */
export function checkApprovedTemplates({ flow, graph, checkContext }: Inspection): FindingFacts[] {
  const channels = channelsOfFlow(graph, checkContext).filter((it) => it.templates !== undefined);
  return flow.nodes.flatMap((node) => {
    const sent = sentTemplateOf(node);
    // A name that a variable completes is only known when the step is reached.
    if (!sent || sent.name.trim() === "" || /\{[{%]/.test(sent.name)) {
      return [];
    }
    return channels.flatMap((channel) => faultOf(node, sent, channel) ?? []);
  });
}

/** The template that a step sends; undefined where it sends none. */
export function sentTemplateOf(node: FlowNode): SentTemplate | undefined {
  return nodeTypeOf(node).sentTemplate?.(node.data);
}

function faultOf(
  node: FlowNode,
  sent: SentTemplate,
  { name, type, templates = [] }: CheckedChannel,
): FindingFacts | undefined {
  const found = findTemplate(templates, sent);
  const values = {
    node: nameNode(node),
    template: found?.title ?? sent.name,
    language: sent.language,
    channel: name,
    channelType: type,
  };
  const warning = { severity: "warning", nodeId: node.id, path: "/name" } as const;
  if (!found) {
    return { ...warning, code: "approvedTemplate.unknown", values };
  }
  if (found.status !== "approved") {
    return { ...warning, code: `approvedTemplate.${found.status}`, values };
  }
  const { missing, extra } = compareParameters(found, sent);
  if (missing === 0 && extra === 0) {
    return undefined;
  }
  return {
    ...warning,
    code: "approvedTemplate.parameters",
    path: "/parameters",
    values: {
      ...values,
      missing,
      extra,
      given: sent.parameters.length,
      needed: found.parameters.filter((it) => !it.optional).length,
    },
  };
}
