import type { WebChatMessage } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { countedContent } from "../../domain/counted-content.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { presentMessage } from "../../domain/present-message.ts";
import { publicFileUrls } from "../../records/file-url.ts";

/** Returns a message as the visitor sees it; undefined for messages that only members see, and for those not yet released. */
export function presentForVisitor(
  context: ServerContext,
  message: MessageDoc,
): WebChatMessage | undefined {
  const { direction, author, delivery, sequence, key } = message;
  if (direction !== "incoming" && direction !== "outgoing") {
    return undefined;
  }
  if (direction === "outgoing" && delivery !== "sent") {
    return undefined;
  }
  const presented = presentMessage(message, "contact");
  const from = author.type === "contact" ? "visitor" : author.type === "bot" ? "bot" : "member";
  const { publicUrl } = context.config;
  // Sending stored the links; the thread keeps the addresses as they were written.
  const { content } = message.counted
    ? countedContent(presented.content, message._id, publicUrl)
    : presented;
  return {
    id: message._id,
    sequence,
    from,
    name: from === "member" && author.name ? author.name : undefined,
    content: publicFileUrls(context, content),
    at: presented.at,
    key: from === "visitor" && key !== undefined ? key : undefined,
  };
}
