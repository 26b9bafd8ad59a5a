import type { DefinitionUse } from "@chatloom/api-schema";
import { type Condition, foldText, readFlow, usesDefinition } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDefinition } from "../../records/contact-definition-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { flows } from "../../records/flow-model.ts";
import { segments } from "../../records/segment-model.ts";

/** Tells what uses a field or tag: contacts that have it, flows whose draft names it. */
export async function definitionUse(
  { connection }: ServerContext,
  workspaceId: string,
  { kind, key }: Pick<ContactDefinition, "kind" | "key">,
): Promise<DefinitionUse> {
  const [count, drafts, saved] = await Promise.all([
    contacts(connection).in(workspaceId).count(havingIt(kind, key)),
    flows(connection)
      .in(workspaceId)
      .find({}, { projection: { name: 1, draft: 1 }, sort: { updatedAt: -1 } }),
    segments(connection).in(workspaceId).find({}),
  ]);
  const using = drafts.filter(({ draft }) => usesDefinition(readFlow(draft), kind, key));
  return {
    contacts: count,
    flows: using.map((it) => ({ id: String(it._id), name: it.name })),
    segments: saved
      .filter(({ condition }) => namesDefinition(condition, kind, key))
      .map((it) => ({ id: String(it._id), name: it.name })),
  };
}

function namesDefinition(
  { groups }: Condition,
  kind: ContactDefinition["kind"],
  key: string,
): boolean {
  return groups
    .flatMap((it) => it.rules)
    .some(({ left, right = "" }) =>
      kind === "field"
        ? left.trim() === `contact.${key}`
        : left.trim() === "contact.tags" &&
          right.split(",").some((it) => foldText(it) === foldText(key)),
    );
}

/** Which contacts have a field or tag. */
export function havingIt(kind: ContactDefinition["kind"], key: string): Record<string, unknown> {
  return kind === "tag" ? { tags: key } : { [`fields.${key}`]: { $exists: true } };
}
