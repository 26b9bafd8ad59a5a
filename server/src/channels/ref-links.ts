/** Addresses that open a chat with an account and tell which link was followed. */
export interface RefLinks {
  /**
   * How the code of the link comes back. `ref`: an event names it. `text`: the platform writes it into the message that the contact then
   * sends. `typed`: only where the contact writes it.
   */
  readonly carries: "ref" | "text" | "typed";
  /** Whether a link leads to a page of the member's own website. */
  readonly takesPage?: true;
  /** The address; undefined while the platform has not told where the account's chat is. */
  readonly address: (link: RefLinkParts) => string | undefined;
}

/** Parts of a link's address. */
export interface RefLinkParts {
  readonly code: string;
  /** The text that the contact sends. It holds the code where the platform carries text. */
  readonly text: string;
  /** As in `Identity.chatUrl`. */
  readonly chatUrl: string | undefined;
  /** The account's settings that are no secrets. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The page of the member's website, or ours with nothing but the chat. */
  readonly pageUrl: string;
}
