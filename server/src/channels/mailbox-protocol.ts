import type { Static, TObject } from "typebox";
import type { ChannelEvent } from "./channel-event.ts";
import type { MailServer } from "./mail-call.ts";

/** A mail as it lies in the mailbox. */
export interface StoredMail {
  /** Cut after `mostBytes` of the protocol. */
  readonly bytes: Uint8Array;
  /** In bytes, whole. */
  readonly size: number;
}

/**
 * Describes a mailbox that the server watches over IMAP to receive events. One process at a time holds the connection. The
 * server connects, remembers the last mail and waits; mails that were there before the channel was connected stay unread.
 */
export interface MailboxProtocol<S extends TObject = TObject> {
  /** Undefined where the account has no mailbox to watch. */
  readonly place: (settings: Static<S>) => MailboxPlace | undefined;
  /** How much of a mail is fetched. */
  readonly mostBytes: number;
  /** Gives the events of a mail. */
  readonly read: (
    mail: StoredMail,
    settings: Static<S>,
    now: number,
  ) => Promise<readonly ChannelEvent[]>;
}

/** Where the mails are. */
export interface MailboxPlace {
  readonly server: MailServer;
  readonly folder: string;
  /** Whether mails that were taken are marked as seen. */
  readonly markSeen: boolean;
}
