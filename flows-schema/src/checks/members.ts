import type { FindingCode, FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { holds } from "../walk-fields.ts";

/** Finds steps that name a member or a team that is not in the workspace (any more). */
export function checkMembers({ fields, checkContext }: Inspection): FindingFacts[] {
  const { knownMembers, knownTeams } = checkContext;
  const people: Readonly<Record<string, People | undefined>> = {
    member: knownMembers && { known: knownMembers, code: "member.unknown" },
    team: knownTeams && { known: knownTeams, code: "team.unknown" },
  };
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, node, path } = field;
    const asked = people[schema.widget ?? ""];
    if (!asked || typeof value !== "string" || value === "") {
      return [];
    }
    if (asked.known.includes(value) || !holds(schema.filled, field)) {
      return [];
    }
    return [
      {
        code: asked.code,
        severity: "warning",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), [schema.widget ?? ""]: value },
      },
    ];
  });
}

interface People {
  readonly known: readonly string[];
  readonly code: FindingCode;
}
