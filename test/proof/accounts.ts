import type { Double, DoubleCall, DoubleEvent } from "../doubles/double.ts";
import { type DoubleType, startDouble } from "../doubles/start-double.ts";
import { type Api, connectChannel } from "./api.ts";

/** A channel account and the double of its platform. */
export interface Account {
  readonly type: DoubleType;
  readonly double: Double;
  readonly channelId: string;
  /** Builds the webhook request of an event. */
  readonly webhook: (event: DoubleEvent) => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Returns the address of a contact by its number. */
  readonly address: (contact: number) => string;
}

/** The accounts of the proof. Accounts with tight rate limits get fewer contacts. */
export const accountPlan: readonly { readonly type: DoubleType; readonly share: number }[] = [
  ...Array.from({ length: 14 }, () => ({ type: "http", share: 5 }) as const),
  ...Array.from({ length: 3 }, () => ({ type: "messenger", share: 5 }) as const),
  ...Array.from({ length: 3 }, () => ({ type: "telegram", share: 2 }) as const),
  ...Array.from({ length: 3 }, () => ({ type: "whatsapp", share: 2 }) as const),
  ...Array.from({ length: 3 }, () => ({ type: "line", share: 5 }) as const),
];

/** Starts a double for each account, each of which refuses some messages for good, and connects it. */
export async function connectAccounts(api: Api): Promise<readonly Account[]> {
  return Promise.all(
    accountPlan.map(async ({ type }, index) => {
      const double = await startDouble(type);
      double.behave({
        refuses: (raw) => /"1\|refuse \d/.test(raw),
        // The first account's platform gives every message the same id.
        ...(index === 0 && { answers: () => ({ messageId: "same" }) }),
      });
      const channelId = await connectChannel(api, type, `${type} ${index}`, double.settings);
      return {
        type,
        double,
        channelId,
        webhook: double.webhook,
        address: (contact: number) => addressOf(type, contact),
      };
    }),
  );
}

function addressOf(type: DoubleType, contact: number): string {
  switch (type) {
    case "http":
      return `contact-${contact}`;
    case "line":
      return `U${contact.toString(16).padStart(32, "0")}`;
    default:
      return String(491_500_000_000 + contact);
  }
}

/** Reads addresses and texts of a call to any platform; nothing where the call sends no message. */
export function messagesOf(
  type: DoubleType,
  { body, path, to }: DoubleCall,
): readonly { readonly to: string; readonly text: string }[] {
  const given = body as Readonly<Record<string, unknown>> | null;
  switch (type) {
    case "http":
      return said(at(given, "contact", "id"), at(given, "content", "text"));
    case "telegram":
      return path.endsWith("/sendMessage") ? said(at(given, "chat_id"), at(given, "text")) : [];
    case "whatsapp":
      return said(at(given, "to") ?? at(given, "recipient"), at(given, "text", "body"));
    case "messenger":
      return said(at(given, "recipient", "id"), at(given, "message", "text"));
    case "line": {
      const messages = at(given, "messages");
      return Array.isArray(messages) ? messages.flatMap((it) => said(to, at(it, "text"))) : [];
    }
    default:
      throw new Error(`The proof cannot read what ${type} is sent`);
  }
}

function said(to: unknown, text: unknown) {
  return typeof text !== "string" || to === undefined
    ? []
    : [{ to: String(to).replace("+", ""), text }];
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (inner as Readonly<Record<string, unknown>> | undefined)?.[name],
    value,
  );
}
