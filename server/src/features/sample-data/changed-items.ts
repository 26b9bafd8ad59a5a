import type { SampleData } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { contactDefinitions } from "../../records/contact-definition-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { flows, headOnly } from "../../records/flow-model.ts";
import {
  type SampleItem,
  type StoredSampleData,
  sampleDigest,
} from "../../records/sample-data-model.ts";
import { segments } from "../../records/segment-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { definitionUse, havingIt } from "../audience/definition-use.ts";
import { segmentUses } from "../audience/segment-use.ts";

type ChangedItem = SampleData["changed"][number];

/**
 * Lists the sample things that members changed, or that something of their own uses. Contacts go with the sample data all the same;
 * everything else stays.
 */
export async function changedItems(
  context: ServerContext,
  workspaceId: string,
  { items }: Pick<StoredSampleData, "items">,
): Promise<readonly ChangedItem[]> {
  const looks = { contact, flow, segment, field: definition, tag: definition };
  const { connection } = context;
  const found = await Promise.all(items.map((it) => looks[it.kind](it)));
  return found.filter((it) => it !== undefined);

  async function contact({ id, digest }: SampleItem): Promise<ChangedItem | undefined> {
    const doc = await contacts(connection).in(workspaceId).findById(id);
    return doc && sampleDigest.contact(doc) !== digest
      ? { kind: "contact", id, name: doc.name, stays: false }
      : undefined;
  }

  async function flow({ id, digest }: SampleItem): Promise<ChangedItem | undefined> {
    const doc = await flows(connection).in(workspaceId).findById(id, { projection: headOnly });
    return doc && sampleDigest.flow(doc.name, doc.draftRevision) !== digest
      ? { kind: "flow", id, name: doc.name, stays: true }
      : undefined;
  }

  async function segment({ id, digest }: SampleItem): Promise<ChangedItem | undefined> {
    const doc = await segments(connection).in(workspaceId).findById(id);
    const kept =
      doc &&
      (sampleDigest.segment(doc.name, doc.condition) !== digest ||
        (await segmentUses(connection, workspaceId, id)).length > 0);
    return kept ? { kind: "segment", id, name: doc.name, stays: true } : undefined;
  }

  async function definition({ id, digest }: SampleItem): Promise<ChangedItem | undefined> {
    const doc = await contactDefinitions(connection).in(workspaceId).findById(id);
    if (!doc) {
      return undefined;
    }
    const { kind, key, title } = doc;
    const kept = sampleDigest.definition(doc) !== digest || (await isUsed({ kind, key }));
    return kept ? { kind, id, name: title, stays: true } : undefined;
  }

  /** Whether a contact, a flow or a segment that is no sample names a field or tag. */
  async function isUsed(named: Parameters<typeof definitionUse>[2]): Promise<boolean> {
    const own = new Set(items.map((it) => it.id));
    const use = await definitionUse(context, workspaceId, named);
    const inSamples = await samplesHaving(connection, workspaceId, items, named);
    return (
      use.contacts > inSamples || [...use.flows, ...use.segments].some((it) => !own.has(it.id))
    );
  }
}

/** Counts the sample contacts that have a field or tag. */
async function samplesHaving(
  connection: Connection,
  workspaceId: string | ObjectId,
  items: readonly SampleItem[],
  { kind, key }: Parameters<typeof definitionUse>[2],
): Promise<number> {
  const ids = items.filter((it) => it.kind === "contact").map((it) => it.id);
  return contacts(connection)
    .in(workspaceId)
    .count({ _id: { $in: ids }, ...havingIt(kind, key) });
}
