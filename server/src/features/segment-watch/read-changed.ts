import type { Connection } from "mongoose";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { contacts } from "../../records/contact-model.ts";
import { trackedEvents } from "../../records/tracked-event-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** The kinds of change that an index finds by their moment. */
export const changeKinds = ["updatedAt", "lastSeenAt", "goal"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A page of contacts that changed from a moment on. */
export interface ChangedPage {
  readonly contacts: readonly ContactDoc[];
  /** Everything before this moment is in this page or an earlier one; undefined: there is no more. */
  readonly upTo: number | undefined;
}

const pageSize = 500;
/** Leaves out the fields that no condition reads. */
const projection = { words: 0, applied: 0 } as const;

/** Reads the contacts with a change of a kind at or after a moment, the oldest first. */
export async function readChanged(
  connection: Connection,
  workspaceId: ObjectId,
  kind: ChangeKind,
  since: number,
): Promise<ChangedPage> {
  for (let limit = pageSize; ; limit *= 4) {
    const {
      contacts: found,
      last,
      full,
    } = kind === "goal"
      ? await readGoals(connection, workspaceId, since, limit)
      : await readContacts(connection, workspaceId, kind, since, limit);
    // A whole page has the same moment, so the next page must be larger.
    if (!full || last > since) {
      return { contacts: found, upTo: full ? last : undefined };
    }
  }
}

/** Reads contacts after an id, by id. */
export function readContactsAfter(
  connection: Connection,
  workspaceId: ObjectId,
  after: string,
): Promise<ContactDoc[]> {
  return contacts(connection)
    .in(workspaceId)
    .find(after === "" ? {} : { _id: { $gt: after } }, {
      sort: { _id: 1 },
      limit: sweepSize,
      projection,
    });
}
/** The number of contacts that the sweep reads at once. */
export const sweepSize = 500;

interface Read {
  readonly contacts: readonly ContactDoc[];
  readonly last: number;
  readonly full: boolean;
}

async function readContacts(
  connection: Connection,
  workspaceId: ObjectId,
  kind: Exclude<ChangeKind, "goal">,
  since: number,
  limit: number,
): Promise<Read> {
  const found = await contacts(connection)
    .in(workspaceId)
    .find({ [kind]: { $gte: since } }, { sort: { [kind]: 1 }, limit, projection });
  return {
    contacts: found,
    last: found.at(-1)?.[kind] ?? since,
    full: found.length === limit,
  };
}

async function readGoals(
  connection: Connection,
  workspaceId: ObjectId,
  since: number,
  limit: number,
): Promise<Read> {
  const goals = await trackedEvents(connection)
    .in(workspaceId)
    .find({ event: "goal", at: { $gte: since } }, { sort: { at: 1 }, limit });
  const ids = [...new Set(goals.map((it) => it.contactId))];
  const found =
    ids.length === 0
      ? []
      : await contacts(connection)
          .in(workspaceId)
          .find({ _id: { $in: ids } }, { projection });
  return { contacts: found, last: goals.at(-1)?.at ?? since, full: goals.length === limit };
}
