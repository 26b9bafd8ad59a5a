import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { nearestName } from "../nearest-name.ts";
import { holds } from "../walk-fields.ts";

/** Finds columns that the first row of a spreadsheet did not have when the form read it last. */
export function checkSheetColumns({ fields }: Inspection): FindingFacts[] {
  return fields.flatMap((field): FindingFacts[] => {
    const { schema, value, node, path, parent } = field;
    if (schema.widget !== "sheetColumn" || typeof value !== "string" || value === "") {
      return [];
    }
    // A column in a list counts where the list is shown.
    const holder = parent?.parent?.schema.shown ? parent.parent : field;
    const { columns } = node.data as { readonly columns?: unknown };
    const known = Array.isArray(columns) ? columns.map(String) : [];
    const wanted = value.trim().toLowerCase();
    if (
      known.length === 0 ||
      known.some((it) => it.trim().toLowerCase() === wanted) ||
      (holder.schema.shown && !holds(holder.schema.shown, holder))
    ) {
      return [];
    }
    const meant = nearestName(value, known);
    return [
      {
        code: "sheet.unknownColumn",
        severity: "warning",
        nodeId: node.id,
        path,
        values:
          meant === undefined
            ? { node: nameNode(node), column: value }
            : { node: nameNode(node), column: value, meant },
        repair:
          meant === undefined
            ? undefined
            : { kind: "setData", nodeId: node.id, path, value: meant },
      },
    ];
  });
}
