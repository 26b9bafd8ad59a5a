import { type ContactActivity, contactActivities, defined } from "@chatloom/flows-schema";
import type { ContactActivities } from "@chatloom/runtime";
import type { Connection } from "mongoose";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { cameTo } from "../domain/deliveries.ts";
import { answeredUpTo } from "../domain/received-broadcast.ts";
import { countName, partsOf } from "../domain/reports/counts.ts";
import type { WantedActivities } from "../domain/wanted-activities.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { idsOfContact } from "./contact-merge-model.ts";
import { contacts } from "./contact-model.ts";
import { conversations } from "./conversation-model.ts";
import { countedLinks } from "./counted-link-model.ts";
import { messages } from "./message-model.ts";
import { conversationHours, everyVersionOf } from "./report-models.ts";
import { trackedEvents } from "./tracked-event-model.ts";

/** Without chosen flows, hours before so many of one contact are not looked at. */
const mostHours = 1_000;

/** Activities that are stored with the contact's id. The others lead through conversations. */
const ofContacts: ReadonlySet<ContactActivity> = new Set(["reachedGoals", "clickedBroadcasts"]);

type Person = Pick<ContactDoc, "_id" | "mergedIds">;
/** Someone did something: the contact's or the conversation's id, and what. */
type Deed = readonly [id: string, value: string];

/** Loads what contacts did, as far as it is wanted. Steps and flows appear within a minute, everything else at once. */
export async function loadContactActivities(
  connection: Connection,
  workspaceId: string | ObjectId,
  people: readonly Person[],
  wanted: WantedActivities,
): Promise<ReadonlyMap<string, ContactActivities>> {
  const ownerOf = new Map(people.flatMap((it) => idsOfContact(it).map((id) => [id, it._id])));
  const contactIds = [...ownerOf.keys()];
  const reading = { projection: { contactId: 1, broadcast: 1 } };
  const talks = [...wanted.keys()].every((it) => ofContacts.has(it))
    ? []
    : await conversations(connection)
        .in(workspaceId)
        .find({ contactId: { $in: contactIds } }, reading);
  for (const { _id, contactId } of talks) {
    ownerOf.set(_id, ownerOf.get(contactId) ?? contactId);
  }
  const conversationIds = talks.map((it) => it._id);
  const readers: Readonly<Record<ContactActivity, () => Promise<readonly Deed[]>>> = {
    reachedGoals: readGoals,
    clickedBroadcasts: readClicks,
    answeredBroadcasts: async () =>
      talks.flatMap((it) => answeredUpTo(it.broadcast).map((id): Deed => [it._id, id])),
    receivedBroadcasts: () => readMessages("receivedBroadcasts", cameTo.sent),
    readBroadcasts: () => readMessages("readBroadcasts", cameTo.read),
    enteredFlows: () => readPaths("enteredFlows"),
    passedSteps: () => readPaths("passedSteps"),
  };
  const activities = new Map(
    people.map(({ _id }) => [_id, {} as Record<ContactActivity, string[]>]),
  );
  for (const name of contactActivities.filter((it) => wanted.has(it))) {
    const own = new Map(people.map(({ _id }) => [_id, new Set<string>()]));
    for (const [id, value] of await readers[name]()) {
      own.get(ownerOf.get(id) ?? "")?.add(value);
    }
    for (const [id, values] of own) {
      const all = activities.get(id);
      if (all) {
        all[name] = [...values];
      }
    }
  }
  return activities;

  async function readGoals(): Promise<readonly Deed[]> {
    const found = await trackedEvents(connection)
      .in(workspaceId)
      .aggregate<{ _id: { contactId: string; name: string } }>([
        {
          $match: {
            contactId: { $in: contactIds },
            event: "goal",
            name: amongWanted("reachedGoals"),
          },
        },
        { $group: { _id: { contactId: "$contactId", name: "$name" } } },
      ]);
    return found.map(({ _id }) => [_id.contactId, _id.name]);
  }

  async function readClicks(): Promise<readonly Deed[]> {
    const found = await countedLinks(connection)
      .in(workspaceId)
      .find(
        {
          contactId: { $in: contactIds },
          broadcastId: amongWanted("clickedBroadcasts"),
          firstClickAt: { $exists: true },
        },
        { projection: { contactId: 1, broadcastId: 1 } },
      );
    return found.flatMap((it) => (it.broadcastId === "" ? [] : [[it.contactId, it.broadcastId]]));
  }

  async function readMessages(
    name: "receivedBroadcasts" | "readBroadcasts",
    delivery: readonly string[],
  ): Promise<readonly Deed[]> {
    const found = await messages(connection)
      .in(workspaceId)
      .find(
        {
          conversationId: { $in: conversationIds },
          broadcastId: amongWanted(name),
          delivery: { $in: delivery },
        },
        { projection: { conversationId: 1, broadcastId: 1 } },
      );
    return found.map((it) => [it.conversationId, it.broadcastId ?? ""]);
  }

  /** Reads flows and steps from the counted hours of conversations. */
  async function readPaths(name: "enteredFlows" | "passedSteps"): Promise<readonly Deed[]> {
    const values = wanted.get(name);
    const chosen = values === "all" ? undefined : values;
    const paths = chosen && [...chosen].map((it) => ({ own: { $elemMatch: pathFilter(it) } }));
    const projection = { conversationId: 1, own: 1 };
    const found = await conversationHours(connection)
      .in(workspaceId)
      .find(
        defined({ conversationId: { $in: conversationIds }, $or: paths }),
        chosen ? { projection } : { projection, sort: { hour: -1 }, limit: mostHours },
      );
    return found.flatMap(({ conversationId, own }) =>
      own
        .flatMap((it) => passedIn(name, it))
        .filter((value) => chosen?.has(value) ?? true)
        .map((value): Deed => [conversationId, value]),
    );
  }

  function amongWanted(name: ContactActivity): object {
    const values = wanted.get(name);
    return values === undefined || values === "all" ? { $exists: true } : { $in: [...values] };
  }
}

/** Lists the contacts that did something; undefined if there are more than `most`, or if only looking at each contact tells. */
export async function contactsWithActivity(
  connection: Connection,
  workspaceId: string | ObjectId,
  { name, value }: { readonly name: ContactActivity; readonly value: string },
  most: number,
): Promise<readonly string[] | undefined> {
  const window = { limit: most + 1 };
  switch (name) {
    case "reachedGoals": {
      const found = await trackedEvents(connection)
        .in(workspaceId)
        .find({ event: "goal", name: value }, { ...window, projection: { contactId: 1 } });
      return standing(found);
    }
    case "clickedBroadcasts": {
      const found = await countedLinks(connection)
        .in(workspaceId)
        .find(
          { broadcastId: value, firstClickAt: { $exists: true } },
          { ...window, projection: { contactId: 1 } },
        );
      return standing(found);
    }
    case "answeredBroadcasts":
      return ofConversations(answeredFilter(value));
    case "receivedBroadcasts":
    case "readBroadcasts": {
      const delivery = { $in: name === "readBroadcasts" ? cameTo.read : cameTo.sent };
      const found = await messages(connection)
        .in(workspaceId)
        .find({ broadcastId: value, delivery }, { ...window, projection: { conversationId: 1 } });
      return found.length > most
        ? undefined
        : ofConversations({ _id: { $in: found.map((it) => it.conversationId) } });
    }
    default:
      return undefined;
  }

  async function ofConversations(filter: object): Promise<readonly string[] | undefined> {
    const found = await conversations(connection)
      .in(workspaceId)
      .find({ ...filter }, { ...window, projection: { contactId: 1 } });
    return standing(found);
  }

  /** Those who were merged into another contact stand in that one. */
  async function standing(
    found: readonly { readonly contactId: string }[],
  ): Promise<readonly string[] | undefined> {
    if (found.length > most) {
      return undefined;
    }
    const ids = [...new Set(found.map((it) => it.contactId))];
    const merged = await contacts(connection)
      .in(workspaceId)
      .find({ mergedIds: { $in: ids } }, { projection: { _id: 1 } });
    return [...new Set([...ids, ...merged.map((it) => it._id)])];
  }
}

/** Finds the conversations in which the contact wrote after a broadcast. */
export function answeredFilter(broadcastId: string): { readonly $or: readonly object[] } {
  return {
    $or: [
      { "broadcast.id": broadcastId, "broadcast.repliedAt": { $exists: true } },
      { "broadcast.answered": broadcastId },
    ],
  };
}

/** The counts of a flow's versions in an hour, in which the flow or its step was passed. */
function pathFilter(value: string): Readonly<Record<string, unknown>> {
  const [flowId = "", nodeId] = value.split("/", 2);
  const group = everyVersionOf(flowId);
  return nodeId === undefined
    ? { group }
    : { group, [`counts.${countName("entered", nodeId)}`]: { $gt: 0 } };
}

function passedIn(
  name: "enteredFlows" | "passedSteps",
  { group, counts }: { readonly group: string; readonly counts: Readonly<Record<string, number>> },
): readonly string[] {
  const [kind, flowId = ""] = partsOf(group);
  if (kind !== "v") {
    return [];
  }
  return name === "enteredFlows"
    ? [flowId]
    : Object.keys(counts).flatMap((it) => {
        const [what, nodeId = ""] = partsOf(it);
        return what === "entered" ? [`${flowId}/${nodeId}`] : [];
      });
}
