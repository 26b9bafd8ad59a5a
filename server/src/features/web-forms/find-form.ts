import { type WebFormPage, webFormPage } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { conversationsOf } from "../../records/conversation-model.ts";

/** A form that a run waits for. */
interface OpenForm {
  readonly conversation: Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">;
  readonly page: WebFormPage;
}

/** Finds the form of an address; undefined once it was sent or its time is over. The token is long and random: nobody can guess it. */
export async function findForm(
  { connection, now }: ServerContext,
  token: string,
): Promise<OpenForm | undefined> {
  const [_id = ""] = token.split(".", 1);
  const $or = [{ "run.waiting.token": token }, { "run.parked.waiting.token": token }];
  const conversation = await conversationsOf(connection).findOne({ _id, $or });
  const runs = conversation?.run ? [conversation.run, ...(conversation.run.parked ?? [])] : [];
  const run = runs.find((it) => it.waiting.for === "callback" && it.waiting.token === token);
  if (!conversation || !run || run.waiting.for !== "callback") {
    return undefined;
  }
  const { expiresAt } = run.waiting;
  const frame = run.frames.at(-1);
  const page = frame && webFormPage(frame.memory[frame.nodeId]);
  const open = expiresAt === undefined || now() < expiresAt;
  return page && open ? { conversation, page } : undefined;
}
