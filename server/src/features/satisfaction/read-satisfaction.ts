import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { resolutions } from "../../records/resolution-model.ts";
import { teams } from "../../records/team-model.ts";

type Declared = typeof routes.satisfaction.readSatisfaction;
type Reply = ReplyOf<Declared>;

const most = 500;
const fields = { member: "memberId", team: "teamId", channel: "channelId" } as const;

interface Group {
  readonly _id: string | null;
  readonly name: string | null;
  readonly asked: number;
  readonly answered: number;
  readonly positive: number;
  readonly stars: number;
  readonly starred: number;
}

/** Counts the ratings of a period by member, team or channel. */
export async function readSatisfaction(
  context: ServerContext,
  workspaceId: string,
  query: QueryOf<Declared>,
): Promise<Reply> {
  const { by } = query;
  const match = { ...periodFilter(query), askedAt: { $exists: true } };
  const model = resolutions(context.connection).in(workspaceId);
  const [groups, [total]] = await Promise.all([
    model.aggregate<Group>([
      { $match: match },
      { $group: { _id: `$${fields[by]}`, ...sums } },
      { $sort: { answered: -1, asked: -1 } },
      { $limit: most },
    ]),
    model.aggregate<Group>([{ $match: match }, { $group: { _id: null, ...sums } }]),
  ]);
  const names = await namesOf(context, workspaceId, by, groups);
  return {
    total: figuresOf(total),
    items: groups.map((it) => ({
      key: it._id ?? "",
      name: names.get(it._id ?? "") ?? (by === "member" ? (it.name ?? "") : ""),
      ...figuresOf(it),
    })),
  };
}

/** Returns the filter for a period of resolutions. */
export function periodFilter({
  from,
  to,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Record<string, unknown> {
  const bounds = defined({
    $gte: from ? Date.parse(from) : undefined,
    $lt: to ? Date.parse(to) : undefined,
  });
  return Object.keys(bounds).length > 0 ? { at: bounds } : {};
}

const isRated = { $ifNull: ["$rating", false] };
const isStarred = { $and: [isRated, { $eq: ["$scale", "five"] }] };
const sums = {
  name: { $last: "$memberName" },
  asked: { $sum: 1 },
  answered: { $sum: { $cond: [isRated, 1, 0] } },
  positive: { $sum: { $cond: [{ $gte: ["$rating", 4] }, 1, 0] } },
  stars: { $sum: { $cond: [isStarred, "$rating", 0] } },
  starred: { $sum: { $cond: [isStarred, 1, 0] } },
};

function figuresOf(group: Group | undefined): Reply["total"] {
  const { asked = 0, answered = 0, positive = 0, stars = 0, starred = 0 } = group ?? {};
  return {
    asked,
    answered,
    positive,
    average: starred === 0 ? undefined : Math.round((stars / starred) * 100) / 100,
  };
}

async function namesOf(
  { connection }: ServerContext,
  workspaceId: string,
  by: keyof typeof fields,
  groups: readonly Group[],
): Promise<ReadonlyMap<string, string>> {
  const ids = groups.flatMap((it) => it._id ?? []);
  if (by === "member" || ids.length === 0) {
    return new Map();
  }
  const wanted = [{ _id: { $in: ids } }, { projection: { name: 1 } }] as const;
  const found =
    by === "team"
      ? await teams(connection)
          .in(workspaceId)
          .find(...wanted)
      : await channelAccounts(connection)
          .in(workspaceId)
          .find(...wanted);
  return new Map(found.map((it) => [String(it._id), it.name]));
}
