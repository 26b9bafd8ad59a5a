import { contentText } from "@chatloom/flows-schema";
import type { Resolution } from "../../domain/resolution.ts";
import { crmExchanges, crmRecords } from "../../records/crm-exchange-model.ts";
import { messages } from "../../records/message-model.ts";
import { resolutions } from "../../records/resolution-model.ts";
import { CrmRefused, type ExchangeRun } from "./exchange-run.ts";

const pageSize = 50;
const mostMessages = 200;
const overlapMs = 10_000;

/** Writes conversations that people finished into the CRM, as notes of contacts that it knows. Each becomes one note. */
export async function sendNotes(run: ExchangeRun): Promise<void> {
  const { connected, exchange, services } = run;
  const { channel: crm, workspaceId, id: connectionId } = connected;
  const { connection } = services.context;
  const { addNote } = crm;
  if (!exchange.rules.notes || !addNote) {
    return;
  }
  const records = crmRecords(connection).in(workspaceId);
  const ended = resolutions(connection).in(workspaceId);
  const again = await records.find(
    { connectionId, kind: "note", state: "again" },
    { limit: pageSize },
  );
  const prefix = `${connectionId}:note:`;
  for (const one of await ended.find({
    _id: { $in: again.map((it) => it._id.slice(prefix.length)) },
  })) {
    await send(one);
  }
  let from = Math.max(0, exchange.notedAt - overlapMs);
  while (!run.isOver()) {
    const page = await ended.find({ at: { $gt: from } }, { sort: { at: 1 }, limit: pageSize });
    for (const one of page) {
      await send(one);
      from = one.at;
    }
    await crmExchanges(connection)
      .in(workspaceId)
      .updateOne({ _id: connectionId }, { $max: { notedAt: from } });
    if (page.length < pageSize) {
      return;
    }
  }

  async function send(resolution: Resolution): Promise<void> {
    const { _id: noteId, contactId, at } = resolution;
    const _id = `${prefix}${noteId}`;
    const known = await records.findById(_id);
    const contact = await records.findById(`${connectionId}:${contactId}`);
    if (!addNote || !contact?.crmId || contact.state === "gone") {
      return;
    }
    if (known && known.state !== "writing" && known.state !== "again") {
      return;
    }
    const common = { connectionId, kind: "note", contactId, at: services.context.now() } as const;
    await records.updateOne({ _id }, { $set: { ...common, state: "writing" } }, { upsert: true });
    try {
      const request = { crmId: contact.crmId, noteId, at, again: known !== undefined };
      const text = await transcriptOf(resolution);
      const written = await run.ask(addNote, { ...request, text });
      await records.updateOne(
        { _id },
        { $set: { state: "linked", crmId: written.id }, $unset: { problem: 1 } },
      );
    } catch (error) {
      if (!(error instanceof CrmRefused)) {
        throw error;
      }
      await records.updateOne({ _id }, { $set: { state: "failed", problem: error.reason } });
    }
  }

  async function transcriptOf(resolution: Resolution): Promise<string> {
    const { conversationId, channelType, memberName, outcomeLabel, takenAt = 0, at } = resolution;
    const found = await messages(connection)
      .in(workspaceId)
      .find(
        {
          conversationId,
          direction: { $in: ["incoming", "outgoing"] },
          at: { $gte: takenAt - contextMs, $lte: at },
        },
        { sort: { sequence: -1 }, limit: mostMessages },
      );
    const lines = found.reverse().flatMap(({ author, content, deleted, direction }) => {
      const words = deleted ? "" : contentText(content);
      const who = "name" in author ? author.name : undefined;
      const name = direction === "incoming" ? "Contact" : (who ?? "Bot");
      return words === "" ? [] : [`${name}: ${words}`];
    });
    const head = [
      `Chatloom · ${channelType}`,
      memberName,
      outcomeLabel,
      new Date(at).toISOString(),
    ].filter((it) => it !== undefined && it !== "");
    return [head.join(" · "), "", ...lines].join("\n");
  }
}

/** Messages of the hour before a person took the conversation belong to it. */
const contextMs = 3_600_000;
