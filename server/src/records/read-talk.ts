import { contentText } from "@chatloom/flows-schema";
import type { LlmMessage } from "@chatloom/runtime";
import type { ServerContext } from "../context/server-context.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { readThread } from "./list-messages.ts";

const longestLine = 2_000;

/**
 * Reads the newest messages of a conversation as turns of a talk, oldest first, for a model. Private notes and deleted messages are left
 * out; a line has at most 2,000 characters.
 */
export async function readTalk(
  context: Pick<ServerContext, "connection">,
  conversation: ConversationDoc,
  limit: number,
): Promise<readonly LlmMessage[]> {
  const newest = await readThread(context, conversation, { limit });
  return newest.toReversed().flatMap((it): readonly LlmMessage[] => {
    const said = it.transcript?.text || contentText(it.content);
    const content = it.deleted ? "" : said.slice(0, longestLine);
    if (content === "" || (it.direction !== "incoming" && it.direction !== "outgoing")) {
      return [];
    }
    return [{ role: it.direction === "incoming" ? "user" : "assistant", content }];
  });
}
