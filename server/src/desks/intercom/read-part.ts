import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { fileContent } from "../../channels/file-content.ts";
import { id, type Json, object, objects, text, timeOf } from "../../channels/read-json.ts";
import { type CaseReference, type DeskEvent, messageEventId } from "../desk-event.ts";
import { plainText } from "./plain-text.ts";

/** The place of a part. */
interface PartPlace {
  readonly account: string | undefined;
  readonly case: CaseReference;
}

/** Kinds of part whose words the contact reads: an answer may close or open the conversation at once. */
const forTheContact = ["comment", "quick_reply", "close", "open"];

/** Reads a part of a conversation, from a webhook or the API. Only what teammates other than ours write to the contact counts. */
export function readIntercomPart(
  part: Json,
  place: PartPlace,
  adminId: string | undefined,
  now: number,
): readonly DeskEvent[] {
  const messageId = id(part.id);
  const author = object(part.author);
  const authorId = id(author.id);
  const foreign = author.type !== "admin" || authorId === undefined || authorId === adminId;
  if (messageId === undefined || foreign || !forTheContact.includes(String(part.part_type))) {
    return [];
  }
  const agent = defined({ id: authorId, name: text(author.name)?.slice(0, 200) });
  return contentsOf(part).map((content, index) => ({
    kind: "agentMessage",
    id: messageEventId(index === 0 ? messageId : `${messageId}:${index}`),
    at: timeOf(part.created_at, now),
    ...place,
    agent,
    messageId,
    content,
  }));
}

function contentsOf({ body, attachments }: Json): readonly MessageContent[] {
  const { words, pictures } = plainText(text(body) ?? "");
  const files = objects(attachments).flatMap((it) => {
    const { url, content_type: type, name: fileName, filesize: size } = it;
    return fileContent({ url, kind: type, fileName, mimeType: type, size }) ?? [];
  });
  const images = pictures.flatMap((url) => fileContent({ url, kind: "image" }) ?? []);
  return [...(words === "" ? [] : [{ kind: "text", text: words } as const]), ...images, ...files];
}
