import type { ServerContext } from "../../context/server-context.ts";
import { accounts } from "../../records/account.ts";

/** The names of accounts by their ids; deleted ones are missing. */
export async function namesOf(
  { connection }: ServerContext,
  ids: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids.filter((it) => it !== undefined))];
  const found = await accounts(connection)
    .find({ _id: { $in: known } })
    .lean();
  return new Map(found.map((it) => [String(it._id), it.name]));
}
