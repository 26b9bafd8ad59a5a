import { formatVersion } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
// Every collection must be declared before indexes are compared.
import "../start-server.ts";
import { countedForm } from "../features/reports/count-workspace.ts";
import { contactsOf } from "../records/contact-model.ts";
import { conversationsOf } from "../records/conversation-model.ts";
import { reportProgress } from "../records/report-models.ts";
import { searchProgress } from "../records/search-progress-model.ts";
import { workspaces } from "../records/workspace.ts";
import { missingIndexes } from "../store/define-model.ts";
import { findRetiredIndexes } from "../store/retired-indexes.ts";

/** A change of stored data that this version makes, and how much of it is left. */
export interface PendingMigration {
  readonly what: string;
  /** When the server makes it. */
  readonly when: string;
  readonly count: number;
  readonly details: readonly string[];
}

const atStart = "at the start";
const besides = "after the start, beside other work";
const older = { $exists: true, $lt: formatVersion };

/** Lists the changes that this version would make to the store, without writing. Those with nothing to do are left out. */
export async function pendingMigrations(
  connection: Connection,
): Promise<readonly PendingMigration[]> {
  const [missing, retired, drafts, versions, unindexed, undefinedIn, reports, searched] =
    await Promise.all([
      missingIndexes(connection),
      findRetiredIndexes(connection),
      connection.collection("flows").countDocuments({ "draft.formatVersion": older }),
      connection.collection("flowVersions").countDocuments({ "flow.formatVersion": older }),
      contactsOf(connection).countDocuments({ words: null as never }),
      workspaces(connection).countDocuments({ definitionsComplete: { $ne: true } }),
      recountedReports(connection),
      searchProgress(connection).countDocuments({}),
    ]);
  const conversations = conversationsOf(connection);
  const unsearched = searched > 0 ? 0 : await conversations.estimatedDocumentCount();
  const all: readonly PendingMigration[] = [
    {
      what: "indexes are made",
      when: atStart,
      count: missing.length,
      details: missing.map(
        ({ collection, index, documents }) =>
          `${collection}: ${index}, over ${documents} documents`,
      ),
    },
    {
      what: "indexes are dropped",
      when: atStart,
      count: retired.length,
      details: retired.map(({ collection, index }) => `${collection}: ${index}`),
    },
    plain("drafts of flows are in an older format", "when each is saved next", drafts),
    plain(
      "published versions are in an older format",
      "never: they are read as they are",
      versions,
    ),
    plain("contacts get search words", besides, unindexed),
    plain("conversations get search words", besides, unsearched),
    plain(
      "workspaces get definitions of fields and tags in use",
      "when a member opens them",
      undefinedIn,
    ),
    plain("workspaces get their reports counted anew", besides, reports),
  ];
  return all.filter((it) => it.count > 0);
}

/** Counts the workspaces whose figures an earlier version counted, or nobody. */
async function recountedReports(connection: Connection): Promise<number> {
  const all = await workspaces(connection).countDocuments({});
  const counted = await reportProgress(connection).acrossWorkspaces.countDocuments({
    form: { $gte: countedForm },
    rebuild: { $ne: true },
  });
  return Math.max(0, all - counted);
}

function plain(what: string, when: string, count: number): PendingMigration {
  return { what, when, count, details: [] };
}
