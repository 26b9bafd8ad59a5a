import type { Reason } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { marketingRefusal } from "../../domain/consent.ts";
import { loadAccounts } from "../../records/connected-channel.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import {
  adClicks,
  type StoredConversion,
  type StoredConversionDataset,
} from "../../records/conversion-model.ts";
import {
  type ConversionBody,
  type ConversionPlace,
  composeConversion,
} from "./compose-conversion.ts";

/** An event that may be sent, or why it may not. */
export type PreparedEvent =
  | { readonly body: ConversionBody }
  | { readonly state: "skipped" | "failed"; readonly reason: Reason };

const dayMs = 86_400_000;
/** Meta refuses a whole request for one event that is older than 7 days. */
const oldestMs = 7 * dayMs - 3_600_000;
/** The settings that hold the id with which Meta names a channel's account. */
const accountSettings: Readonly<Record<string, string>> = {
  whatsapp: "wabaId",
  messenger: "pageId",
  instagram: "accountId",
};
/** A person of no one, for test events. */
const testPerson = { _id: "chatloom-test", email: "test@example.com", phone: "" };

/** Reads what is known about the person of an event now, and writes the event. */
export async function prepareEvent(
  context: ServerContext,
  dataset: StoredConversionDataset,
  event: StoredConversion,
): Promise<PreparedEvent> {
  if (context.now() - event.at > oldestMs) {
    return failure("conversions.too-old", "The goal is older than 7 days");
  }
  if (event.test) {
    const person = { contact: testPerson, place: undefined, click: undefined };
    const body = composeConversion(event, person);
    return body ? { body } : noPerson;
  }
  const { workspaceId } = dataset;
  const { contactId = "", conversationId = "" } = event;
  const { connection } = context;
  const people = contacts(connection).in(workspaceId);
  const contact = await people.findOne({ $or: [{ _id: contactId }, { mergedIds: contactId }] });
  if (!contact) {
    return skipped({ code: "conversions.no-contact", message: "The contact no longer exists" });
  }
  const place = await placeOf(context, workspaceId, conversationId);
  const demanded = dataset.consent === "given";
  const refusal = marketingRefusal(contact, place?.channelId ?? "", demanded);
  if (refusal) {
    return skipped(refusal);
  }
  if (event.event === "Purchase" && (event.value === undefined || event.currency === undefined)) {
    const message = "Meta wants a purchase with value and currency, and the goal had no worth";
    return failure("conversions.no-value", message);
  }
  const ids = [contact._id, ...(contact.mergedIds ?? [])];
  const [click] = await adClicks(connection)
    .in(workspaceId)
    .find({ contactId: { $in: ids }, at: { $lte: event.at } }, { sort: { at: -1 }, limit: 1 });
  const body = composeConversion(event, { contact, place, click });
  return body ? { body } : noPerson;
}

const noPerson: PreparedEvent = {
  state: "skipped",
  reason: { code: "conversions.no-person", message: "Nothing is known that Meta could match" },
};

function skipped(reason: Reason): PreparedEvent {
  return { state: "skipped", reason };
}

function failure(code: string, message: string): PreparedEvent {
  return { state: "failed", reason: { code, message } };
}

async function placeOf(
  context: ServerContext,
  workspaceId: StoredConversionDataset["workspaceId"],
  conversationId: string,
): Promise<(ConversionPlace & { readonly channelId: string }) | undefined> {
  const found = await conversationsOf(context.connection).findOne(
    { _id: conversationId, workspaceId },
    { projection: { channelId: 1, channelType: 1, address: 1 } },
  );
  if (!found) {
    return undefined;
  }
  const { channelId, channelType, address } = found;
  const [connected] = await loadAccounts(context, [channelId]);
  const account = connected?.settings[accountSettings[channelType] ?? ""];
  return {
    channelId,
    channelType,
    address,
    account: typeof account === "string" && account !== "" ? account : undefined,
  };
}
