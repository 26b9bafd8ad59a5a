import type { ReceivedCall, Verdict } from "./double.ts";
import { graphError, graphPath } from "./graph.ts";

/** A conversation that Meta keeps, with its messages, the newest first. */
export interface GraphConversation {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly messages: readonly {
    readonly id: string;
    readonly created_time: string;
    readonly from: { readonly id: string };
    readonly message?: string;
    readonly attachments?: { readonly data: readonly object[] };
  }[];
}

/** The account whose conversations are kept. */
interface Keeper {
  readonly platform: "messenger" | "instagram";
  readonly own: string;
  /** The number of newest messages of which the platform gives details. */
  readonly newest?: number;
}

const messageFields =
  /^(id|created_time|from|message|sticker|is_unsupported|shares\{[\w,]+\}|attachments\{[\w,]+\})$/;

/** The Conversations API of Messenger and Instagram; undefined for calls of another. */
export function graphConversations(
  call: ReceivedCall,
  kept: readonly GraphConversation[],
  { platform, own, newest }: Keeper,
): Verdict | undefined {
  const { searchParams } = new URL(call.path, "http://double");
  const [first = "", second] = graphPath(call.path) ?? [];
  if (call.method !== "GET") {
    return undefined;
  }
  if ((first === "me" || first === own) && second === "conversations") {
    if (searchParams.get("platform") !== platform) {
      return graphError(400, 100, `platform must be ${platform}`);
    }
    const told = kept.map(({ id, person, messages }) => ({
      id,
      updated_time: messages[0]?.created_time,
      participants: { data: [person, { id: own, name: "Double" }] },
    }));
    return page(told, searchParams);
  }
  const conversation = kept.find((it) => it.id === first);
  if (!conversation || second !== "messages") {
    return undefined;
  }
  const fields = (searchParams.get("fields") ?? "").split(/,(?![^{]*\})/);
  const unknown = fields.find((it) => !messageFields.test(it));
  if (unknown !== undefined) {
    return graphError(400, 100, `Tried accessing nonexisting field (${unknown})`);
  }
  const from = Number(searchParams.get("after") ?? 0);
  const limit = Number(searchParams.get("limit") ?? 25);
  if (newest !== undefined && from + limit > newest) {
    return graphError(400, 100, "The message was deleted or is too old");
  }
  return page(conversation.messages, searchParams);
}

function page(all: readonly unknown[], query: URLSearchParams): Verdict {
  const from = Number(query.get("after") ?? 0);
  const to = from + Number(query.get("limit") ?? 25);
  const more = to < all.length;
  return {
    status: 200,
    body: {
      data: all.slice(from, to),
      paging: {
        cursors: { before: String(from), after: String(to) },
        ...(more && { next: "https://graph.facebook.com/next" }),
      },
    },
  };
}
