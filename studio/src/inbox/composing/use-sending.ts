import { type CannedFile, type Conversation, type Message, routes } from "@chatloom/api-schema";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import { isProblem } from "../../ui/api-problem.ts";
import { addMessages } from "../use-thread.ts";
import { newKey } from "./new-key.ts";

type Content = Message["content"];
const mostRetries = 2;

/** A reply as it was written: files first, then the text; one file carries the text as its caption. */
export interface WrittenReply {
  readonly text: string;
  readonly files: readonly CannedFile[];
}

/** Sends replies and notes, and shows them in the thread. What could not be sent comes back through `onFailed`. */
export function useSending(
  { id }: Conversation,
  onFailed: {
    readonly reply: (left: WrittenReply) => void;
    readonly note: (text: string) => void;
  },
) {
  const client = useQueryClient();
  const params = { conversationId: id };
  const reply = useMutation({
    mutationFn: async (written: WrittenReply) => {
      let left = written;
      try {
        for (const [content, rest] of stepsOf(written)) {
          const { items } = await sendOnce(content);
          addMessages(client, id, items);
          left = rest;
        }
      } catch (error) {
        onFailed.reply(left);
        throw error;
      }
    },
  });
  const note = useMutation({
    mutationFn: (body: { text: string; mentions: string[] }) =>
      call(routes.conversations.addNote, { params, body }),
    onSuccess: (message) => addMessages(client, id, [message]),
    onError: (_error, { text }) => onFailed.note(text),
  });
  return { reply, note };

  /** Repeating is harmless: the server knows the key. */
  async function sendOnce(content: Content) {
    const body = { content, key: newKey() };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await call(routes.conversations.reply, { params, body });
      } catch (error) {
        if (attempt === mostRetries || !isProblem(error, "offline")) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 1_000 * 2 ** attempt));
      }
    }
  }
}

/** The messages of a reply, each with what is left to send after it. */
function stepsOf({ text, files }: WrittenReply): readonly (readonly [Content, WrittenReply])[] {
  const [only] = files;
  if (only && files.length === 1 && text !== "") {
    return [[{ ...only, caption: text } as Content, { text: "", files: [] }]];
  }
  const steps = files.map(
    (file, index) => [file as Content, { text, files: files.slice(index + 1) }] as const,
  );
  const last = [
    { kind: "text", text },
    { text: "", files: [] },
  ] as const;
  return text === "" ? steps : [...steps, last];
}

/** The messages of a reply, in order. */
export function contentsOf(written: WrittenReply): Content[] {
  return stepsOf(written).map(([content]) => content);
}
