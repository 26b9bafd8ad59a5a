import type { Condition } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { wantedActivities } from "../domain/wanted-activities.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { activityKey, type CompiledCondition, compileCondition } from "./compile-condition.ts";
import { contactsWithActivity, loadContactActivities } from "./contact-activities.ts";
import { contacts } from "./contact-model.ts";
import { listDefinitions } from "./known-definitions.ts";
import { loadSegmentWorld } from "./segment-world.ts";
import { findWorkspace } from "./workspace.ts";

const atOnce = 500;
/** A count looks at no more contacts than this one by one, a page at no more than the other. */
const mostCounted = 20_000;
const mostOfPage = 5_000;
/** Up to so many contacts who did something are named in the store's filter, for so many of the things that a condition asks for. */
const mostNamed = 10_000;
const mostNarrowed = 20;

/** How many contacts match; `complete` is false where it stopped counting. */
export interface MatchCount {
  readonly count: number;
  readonly complete: boolean;
}

/** Compiles a condition for a workspace as it is now. */
export async function compileFor(
  connection: Connection,
  workspaceId: string | ObjectId,
  condition: Condition,
  now: number,
): Promise<CompiledCondition> {
  const [workspace, tags] = await Promise.all([
    findWorkspace(connection, workspaceId),
    listDefinitions(connection, workspaceId, "tag", now),
  ]);
  const segments = await loadSegmentWorld(connection, workspaceId, workspace?.timeZone ?? "UTC");
  const asked = [...wantedActivities([condition], segments)].flatMap(([name, values]) =>
    values === "all" ? [] : [...values].map((value) => ({ name, value })),
  );
  const did = new Map<string, readonly string[]>();
  for (const { name, value } of asked.slice(0, mostNarrowed)) {
    const ids = await contactsWithActivity(connection, workspaceId, { name, value }, mostNamed);
    if (ids) {
      did.set(activityKey(name, value), ids);
    }
  }
  return compileCondition(condition, { now, segments, tags: tags.map((it) => it.key), did });
}

/** Chooses the contacts for which a condition holds. */
export async function matchingAmong(
  connection: Connection,
  workspaceId: string | ObjectId,
  { wanted, matches }: CompiledCondition,
  people: readonly ContactDoc[],
): Promise<readonly ContactDoc[]> {
  const activities =
    wanted.size > 0 && people.length > 0
      ? await loadContactActivities(connection, workspaceId, people, wanted)
      : undefined;
  return people.filter((it) => matches(it, activities?.get(it._id)));
}

/** Counts the contacts that match. */
export async function countMatching(
  connection: Connection,
  workspaceId: string | ObjectId,
  compiled: CompiledCondition,
): Promise<MatchCount> {
  if (compiled.exact) {
    const count = await contacts(connection).in(workspaceId).count(compiled.filter);
    return { count, complete: true };
  }
  let [count, judged, last] = [0, 0, ""];
  while (judged < mostCounted) {
    const page = await candidates(connection, workspaceId, compiled, last, atOnce);
    count += (await matchingAmong(connection, workspaceId, compiled, page)).length;
    judged += page.length;
    if (page.length < atOnce) {
      return { count, complete: true };
    }
    last = page.at(-1)?._id ?? last;
  }
  return { count, complete: false };
}

/**
 * A page of matching contacts with ids after `after`, by id. `next` is where the page after it begins; absent at the end. Where few match,
 * a page may have fewer than `limit` and still a `next`.
 */
export async function matchingPage(
  connection: Connection,
  workspaceId: string | ObjectId,
  compiled: CompiledCondition,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ readonly items: readonly ContactDoc[]; readonly next?: string }> {
  const items: ContactDoc[] = [];
  let last = after;
  for (let judged = 0; judged < mostOfPage; judged += atOnce) {
    const page = await candidates(connection, workspaceId, compiled, last, atOnce);
    for (const contact of await matchingAmong(connection, workspaceId, compiled, page)) {
      items.push(contact);
      if (items.length === limit) {
        return { items, next: contact._id };
      }
    }
    last = page.at(-1)?._id ?? last;
    if (page.length < atOnce) {
      return { items };
    }
  }
  return { items, next: last };
}

function candidates(
  connection: Connection,
  workspaceId: string | ObjectId,
  { filter }: CompiledCondition,
  after: string,
  limit: number,
): Promise<ContactDoc[]> {
  const from = after === "" ? [] : [{ _id: { $gt: after } }];
  return contacts(connection)
    .in(workspaceId)
    .find(
      { $and: [...from, filter] },
      { sort: { _id: 1 }, limit, projection: { words: 0, applied: 0 } },
    );
}
