import type { WebChatMessage, WidgetLook } from "@chatloom/api-schema";
import type { Unsent } from "./memory.ts";

/** All that the chat shows. Each change makes a new object. */
export interface ChatState extends Omit<WidgetLook, "opening"> {
  readonly status: "connecting" | "online" | "offline" | "refused";
  /** When the chat opens by itself; undefined until the server has told. */
  readonly opening: WidgetLook["opening"] | undefined;
  /** The server has accepted this page once, so the bubble may be shown. */
  readonly welcomed: boolean;
  readonly messages: readonly WebChatMessage[];
  /** Written here but not yet stored by the server, in order. */
  readonly unsent: readonly Unsent[];
  readonly typing: { readonly on: boolean; readonly name?: string | undefined };
  /** The bot's answer as far as it is written, or empty. */
  readonly partial: string;
  readonly handler: string;
  readonly answeredBy: string | undefined;
}

/** The state before the server has told anything. */
export const firstState: ChatState = {
  status: "connecting",
  name: "",
  color: "",
  greeting: "",
  launcher: "",
  avatarUrl: "",
  theme: "auto",
  side: "right",
  opening: undefined,
  welcomed: false,
  messages: [],
  unsent: [],
  typing: { on: false },
  partial: "",
  handler: "bot",
  answeredBy: undefined,
};
