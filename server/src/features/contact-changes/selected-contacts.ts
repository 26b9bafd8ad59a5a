import type { ContactSelection } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { contacts } from "../../records/contact-model.ts";
import { compileFor, countMatching, matchingPage } from "../../records/find-matching.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { listContacts } from "../contacts/list-contacts.ts";

/** A search is counted up to this number. */
const mostSearched = 2_000;
const mostListed = 100;

/** A page of the contacts of a selection. */
export interface SelectedPage {
  readonly items: readonly ContactDoc[];
  /** Given contacts that do not exist any more. */
  readonly missing: number;
  /** Where the next page begins; absent at the end. */
  readonly next?: string | undefined;
}

/** Reads a page of a selection. `after` is the `next` of the page before it. */
export async function selectedPage(
  context: ServerContext,
  workspaceId: string | ObjectId,
  selection: ContactSelection,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<SelectedPage> {
  const { connection, now } = context;
  if ("condition" in selection) {
    const compiled = await compileFor(connection, workspaceId, selection.condition, now());
    const page = await matchingPage(connection, workspaceId, compiled, {
      after: after ?? "",
      limit,
    });
    return { ...page, missing: 0 };
  }
  if ("contactIds" in selection) {
    const from = Number(after ?? 0);
    const ids = selection.contactIds.slice(from, from + limit);
    const items = await readAll(ids);
    const end = from + limit;
    const next = end < selection.contactIds.length ? String(end) : undefined;
    return { items, missing: ids.length - items.length, next };
  }
  const found = await listContacts(context, String(workspaceId), {
    ...selection.listed,
    cursor: after,
    limit: Math.min(limit, mostListed),
  });
  return { items: await readAll(found.items.map((it) => it.id)), missing: 0, next: found.next };

  function readAll(ids: readonly string[]): Promise<ContactDoc[]> {
    return contacts(connection)
      .in(workspaceId)
      .find({ _id: { $in: [...ids] } });
  }
}

/** Counts the contacts of a selection; `complete` is false where it stopped counting. */
export async function countSelected(
  context: ServerContext,
  workspaceId: string,
  selection: ContactSelection,
): Promise<{ readonly count: number; readonly complete: boolean }> {
  const { connection, now } = context;
  if ("contactIds" in selection) {
    return { count: selection.contactIds.length, complete: true };
  }
  if ("condition" in selection) {
    const compiled = await compileFor(connection, workspaceId, selection.condition, now());
    return countMatching(connection, workspaceId, compiled);
  }
  const { search, tag } = selection.listed;
  if (!search) {
    const filter = tag ? { tags: tag } : {};
    return { count: await contacts(connection).in(workspaceId).count(filter), complete: true };
  }
  let [count, cursor]: [number, string | undefined] = [0, undefined];
  do {
    const page = await listContacts(context, workspaceId, {
      ...selection.listed,
      cursor,
      limit: mostListed,
    });
    count += page.items.length;
    cursor = page.next;
  } while (cursor !== undefined && count < mostSearched);
  return { count, complete: cursor === undefined };
}
