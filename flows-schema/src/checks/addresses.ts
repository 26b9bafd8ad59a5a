import type { FindingFacts } from "../finding.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import { filtersOf } from "../liquid/filters-of.ts";
import { splitTemplate, type TemplatePart } from "../liquid/split-template.ts";
import { nameNode } from "../name-node.ts";

/** Finds addresses that are none, and values that stand in an address as they are, so that they can change where it leads. */
export function checkAddresses({ fields }: Inspection): FindingFacts[] {
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value } = field;
    if (!schema.address || typeof value !== "string" || value.trim() === "") {
      return [];
    }
    const parts = splitTemplate(value.trim());
    if ("unclosed" in parts) {
      return [];
    }
    return [...invalid(field, value.trim(), parts), ...raw(field, parts)];
  });
}

function invalid(
  { node, path, schema }: NodeField,
  address: string,
  [first, ...rest]: readonly TemplatePart[],
): FindingFacts[] {
  // The check does not know the values of variables.
  if (first?.kind !== "text" || isAddress(first.source, rest.length > 0)) {
    return [];
  }
  if (schema.address === "file" && first.source.startsWith("/files/")) {
    return [];
  }
  return [
    {
      code: "address.invalid",
      severity: "warning",
      nodeId: node.id,
      path,
      values: { node: nameNode(node), address },
      repair: isHost.test(address)
        ? { kind: "setData", nodeId: node.id, path, value: `https://${address}` }
        : undefined,
    },
  ];
}

const isHost = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#]|$)/u;

/** Whether an address may begin so; `goesOn`: a value follows, which may be the host. */
function isAddress(begin: string, goesOn: boolean): boolean {
  const [, host] = /^https?:\/\/([^/?#]*)/i.exec(begin) ?? [];
  if (host === undefined) {
    return false;
  }
  return host === "" ? goesOn && /\/\/$/.test(begin) : !/[\s\\<>"]/.test(host);
}

/** A base address of the workspace is its members' own. */
function raw({ node, path, schema }: NodeField, parts: readonly TemplatePart[]): FindingFacts[] {
  return parts.flatMap((part, index): FindingFacts[] => {
    if (part.kind !== "output") {
      return [];
    }
    const isBase = index === 0 && schema.address === "call" && !/^workspace\b/.test(part.source);
    if (!isBase && !filtersOf(part.source).includes("raw")) {
      return [];
    }
    return [
      {
        code: "address.raw",
        severity: "warning",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), value: part.source },
      },
    ];
  });
}
