import type { ConversionRule } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { AdClick } from "../domain/ad-click.ts";
import { isSampleId } from "../domain/sample-id.ts";
import { addMissing } from "../store/add-missing.ts";
import { derivedId } from "../store/derived-id.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { adClicks, conversionDatasets, conversionEvents } from "./conversion-model.ts";

const dayMs = 86_400_000;
const keptMs = 30 * dayMs;
const clickKeptMs = 90 * dayMs;

/** A goal that a contact reached in a conversation. `id` is the effect's; the moment is in epoch milliseconds. */
export interface ReachedGoal {
  readonly id: string;
  readonly name: string;
  readonly value?: number | undefined;
  readonly contactId: string;
  readonly conversationId: string;
  readonly at: number;
}

/** Stores a goal for every dataset that has a rule for it; goals of sample contacts are left out. The same goal twice is the same as once. */
export async function noteConversion(
  connection: Connection,
  workspaceId: string | ObjectId,
  goal: ReachedGoal,
): Promise<void> {
  if (isSampleId(goal.contactId)) {
    return;
  }
  const wanting = await conversionDatasets(connection)
    .in(workspaceId)
    .find({ enabled: true, "rules.goal": goal.name });
  const events = wanting.flatMap(({ _id, rules }) => {
    const rule = rules.find((it) => it.goal === goal.name);
    return rule ? [conversionOf(String(_id), rule, goal)] : [];
  });
  await addMissing(conversionEvents(connection).in(workspaceId), events);
}

/** Makes the event of a goal for a dataset. */
function conversionOf(
  dataset: string,
  { event, value: source, amount, currency }: ConversionRule,
  { id, name, value, contactId, conversationId, at }: ReachedGoal,
) {
  const worth = source === "goal" ? value : source === "fixed" ? amount : undefined;
  return {
    ...newConversion(dataset, id, at),
    goal: name,
    event,
    contactId,
    conversationId,
    test: false,
    ...defined({
      value: worth,
      currency: worth !== undefined && currency !== undefined ? currency : undefined,
    }),
  };
}

/** The parts that every new event has. */
export function newConversion(dataset: string, cause: string, at: number) {
  const _id = `${dataset}:${cause}`;
  return {
    _id,
    eventId: derivedId(_id),
    dataset,
    state: "pending",
    attempts: 0,
    nextAt: at,
    at,
    expireAt: new Date(at + keptMs),
  } as const;
}

/** Stores the click that brought a contact. `id` is the event's, so that a second time is the same as once. */
export async function noteAdClick(
  connection: Connection,
  workspaceId: string | ObjectId,
  { id, contactId, click, at }: NotedClick,
): Promise<void> {
  const expireAt = new Date(at + clickKeptMs);
  await addMissing(adClicks(connection).in(workspaceId), [
    { _id: id, contactId, ...click, at, expireAt },
  ]);
}

/** A click with the event and the contact that it brought. */
export interface NotedClick {
  readonly id: string;
  readonly contactId: string;
  readonly click: AdClick;
  /** Epoch milliseconds. */
  readonly at: number;
}
