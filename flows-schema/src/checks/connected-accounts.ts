import type { CheckContext } from "../check-context.ts";
import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { holds } from "../walk-fields.ts";

/** The fields that name a connected account, by their control. Without a CRM a step can do nothing. */
const accounts: Readonly<
  Record<
    string,
    Pick<FindingFacts, "code" | "severity"> & {
      readonly known: (checkContext: CheckContext) => readonly string[] | undefined;
    }
  >
> = {
  desk: { code: "desk.unknown", severity: "warning", known: (it) => it.knownDesks },
  mcpServer: {
    code: "mcp.unknownServer",
    severity: "error",
    known: (it) => it.knownMcpServers?.map(({ id }) => id),
  },
  googleAccount: {
    code: "sheet.unknownAccount",
    severity: "error",
    known: ({ knownSecrets }) =>
      knownSecrets?.filter((it) => it.kind === "oauth").map((it) => it.name),
  },
  crmConnection: { code: "crm.unknown", severity: "error", known: (it) => it.knownCrms },
};

/** Finds steps that name a helpdesk, a CRM or an MCP server that is not connected (any more). */
export function checkConnectedAccounts({ fields, checkContext }: Inspection): FindingFacts[] {
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, node, path } = field;
    const account = accounts[schema.widget ?? ""];
    const known = account?.known(checkContext);
    if (!account || !known || typeof value !== "string" || value === "") {
      return [];
    }
    if (known.includes(value) || !holds(schema.filled, field)) {
      return [];
    }
    const { code, severity } = account;
    return [{ code, severity, nodeId: node.id, path, values: { node: nameNode(node) } }];
  });
}
