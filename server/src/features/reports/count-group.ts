import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { Calendar } from "../../domain/reports/calendar.ts";
import { countConversation } from "../../domain/reports/count-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { type ConversationHour, conversationHoursOf } from "../../records/report-models.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { type HoursPlan, planHours, planWhole, type Touched } from "./plan-hours.ts";
import { readRecords } from "./read-records.ts";

/** The counted hours of conversations, as they were and as they are to be. */
export interface HourChanges {
  readonly before: readonly ConversationHour[];
  readonly after: readonly ConversationHour[];
  /** Hours that are no longer the newest of their conversation. */
  readonly noLongerNewest: readonly string[];
}

/** Counts conversations anew, from where something changed in each. Writes nothing. */
export async function countGroup(
  connection: Connection,
  workspaceId: ObjectId,
  calendar: Calendar,
  group: readonly Touched[],
): Promise<HourChanges> {
  const ids = group.map((it) => it.conversationId);
  const found = await conversations(connection)
    .in(workspaceId)
    .find({ _id: { $in: ids } }, { projection: { channelId: 1, contactId: 1, turn: 1 } });
  const known = new Map(found.map((it) => [it._id, it]));
  const touched = group.filter((it) => known.has(it.conversationId));
  const plans = await planGroup(connection, calendar, touched);
  const records = await readRecords(
    connection,
    workspaceId,
    [...plans].map(([conversationId, plan]) => ({
      conversationId,
      channelId: known.get(conversationId)?.channelId ?? "",
      lastTurn: known.get(conversationId)?.turn ?? 0,
      from: plan.from,
      fromSequence: plan.fromSequence,
      fromTurn: plan.fromTurn,
      messageIds: plan.messageIds,
    })),
  );
  const changes = { before: [], after: [], noLongerNewest: [] } as {
    [Name in keyof HourChanges]: HourChanges[Name][number][];
  };
  for (const [conversationId, { carried, replaced, newest, base }] of plans) {
    const read = records.get(conversationId);
    const contactId = known.get(conversationId)?.contactId ?? "";
    const counted = read ? countConversation(read, calendar, carried, base) : [];
    const last = counted.at(-1);
    const hours = counted.map(
      (it): ConversationHour =>
        defined({
          _id: `${conversationId}:${it.hour}`,
          workspaceId,
          conversationId,
          contactId,
          day: calendar.dayOf(it.hour),
          ...it,
          before: JSON.stringify(it.before),
          after: JSON.stringify(it.after),
          newestOf: it === last ? conversationId : undefined,
        }),
    );
    changes.before.push(...replaced);
    changes.after.push(...hours);
    if (newest && last && newest.hour < last.hour && !replaced.includes(newest)) {
      changes.noLongerNewest.push(newest._id);
    }
  }
  return changes;
}

type KnownPlan = HoursPlan & { readonly newest: ConversationHour | undefined };

async function planGroup(
  connection: Connection,
  calendar: Calendar,
  group: readonly Touched[],
): Promise<ReadonlyMap<string, KnownPlan>> {
  const hours = conversationHoursOf(connection);
  const ids = group.map((it) => it.conversationId);
  const newest = new Map(
    (await hours.find({ newestOf: { $in: ids } }).toArray()).map((it) => [it.conversationId, it]),
  );
  // Of most, the newest hour is all that matters.
  const later = group.filter((it) => {
    const last = newest.get(it.conversationId);
    return last && !it.whole && calendar.hourOf(it.at) < last.hour;
  });
  const more = await read(
    later.map(({ conversationId, at }) => ({
      conversationId,
      hour: { $gte: calendar.hourOf(at) },
    })),
  );
  const plans = new Map<string, KnownPlan>();
  const whole: string[] = [];
  for (const it of group) {
    const last = newest.get(it.conversationId);
    const known = more.get(it.conversationId) ?? (last ? [last] : []);
    const plan = planHours(it, known, calendar);
    if (plan) {
      plans.set(it.conversationId, { ...plan, newest: last });
    } else {
      whole.push(it.conversationId);
    }
  }
  const all = await read(whole.map((conversationId) => ({ conversationId })));
  for (const id of whole) {
    plans.set(id, { ...planWhole(all.get(id) ?? []), newest: newest.get(id) });
  }
  return plans;

  async function read(filters: readonly Readonly<Record<string, unknown>>[]) {
    const byConversation = new Map<string, ConversationHour[]>();
    if (filters.length > 0) {
      const found = await hours.find({ $or: [...filters] }).toArray();
      for (const it of found.sort((a, b) => a.hour - b.hour)) {
        const own = byConversation.get(it.conversationId) ?? [];
        own.push(it);
        byConversation.set(it.conversationId, own);
      }
    }
    return byConversation;
  }
}
