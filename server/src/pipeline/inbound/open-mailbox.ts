import { setTimeout as sleep } from "node:timers/promises";
import { defined } from "@chatloom/flows-schema";
import type { ImapFlow } from "imapflow";
import type { ChannelEvent } from "../../channels/channel.ts";
import { fingerprint } from "../../channels/fingerprint.ts";
import type { MailboxPlace, MailboxProtocol } from "../../channels/mailbox-protocol.ts";
import type { SocketMemory } from "../../channels/socket-protocol.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { imapConnection } from "../outbound/log-in-to-mailbox.ts";
import { mailProblem } from "../outbound/mail-problem.ts";
import type { OpenSocket, SocketEnd } from "./open-socket.ts";

/** The events that an open mailbox reports to the server. */
interface MailboxHooks {
  readonly now: () => number;
  readonly store: (events: readonly ChannelEvent[]) => Promise<void>;
  /** Stores how far the mailbox was read, at once. */
  readonly remember: (memory: SocketMemory) => Promise<void>;
  readonly failed: (error: unknown, what: string) => void;
}

const patienceMs = 15_000;
/** Servers end an IDLE after half an hour; some networks forget a quiet connection much sooner. */
const idleMs = 4 * 60_000;
const shortIdleMs = 1_000;
/** After the mailbox was numbered anew, mails of this age may still be unread. What was read is known by its event's id. */
const rescanMs = 3 * 86_400_000;
const dayMs = 86_400_000;
/** Refusals of a login that pass. */
const passing = new Set(["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"]);

/**
 * Opens a mailbox and reads each mail that comes. `first.memory` says how far it was read; without it the mails since `first.since`
 * (epoch milliseconds) are new.
 */
export function openMailbox(
  protocol: MailboxProtocol,
  place: MailboxPlace,
  settings: ConnectedChannel["settings"],
  first: {
    readonly memory: SocketMemory | undefined;
    readonly since: number;
    readonly allowPrivate: boolean;
  },
  hooks: MailboxHooks,
): OpenSocket {
  const { server, folder, markSeen } = place;
  const placeName = fingerprint([server.host, server.user, folder]);
  let { memory } = first;
  let client: ImapFlow | undefined;
  let isClosing = false;
  let news = false;

  return {
    memory: () => memory,
    close() {
      isClosing = true;
      client?.close();
    },
    ended: run(),
  };

  async function run(): Promise<SocketEnd> {
    let problem: string | undefined;
    try {
      client = await imapConnection(server, first.allowPrivate, patienceMs);
      client.on("error", () => {
        // The call that waits fails with it.
      });
      client.on("exists", () => {
        news = true;
        // Ends the IDLE.
        client?.noop().catch(() => {});
      });
      await client.connect();
      await client.mailboxOpen(folder, { readOnly: !markSeen });
      await begin(client);
      while (!isClosing && client.usable) {
        await takeNew(client);
        await waitForNews(client);
      }
    } catch (error) {
      problem = isClosing ? undefined : problemOf(error);
      if (!isClosing) {
        hooks.failed(error, mailProblem(error, server));
      }
    } finally {
      client?.close();
    }
    return { memory, ...defined({ problem }) };
  }

  /** Finds where to begin: where it was left, or at the first mail that can be new. */
  async function begin({ mailbox }: ImapFlow): Promise<void> {
    if (!mailbox) {
      throw new Error("The folder is not open");
    }
    const validity = String(mailbox.uidValidity);
    if (memory?.place === placeName && memory.validity === validity) {
      return;
    }
    const now = hooks.now();
    const since =
      memory === undefined ? first.since : memory.place === placeName ? now - rescanMs : now;
    const lastUid = await uidBefore(since, mailbox.uidNext - 1);
    memory = { place: placeName, validity, lastUid };
    await hooks.remember(memory);
  }

  /** The UID before the first mail that came at `since` or later; `otherwise` where none did. */
  async function uidBefore(since: number, otherwise: number): Promise<number> {
    if (!client) {
      return otherwise;
    }
    // Servers compare dates in their own time zone.
    const found = await client.search({ since: new Date(since - dayMs) }, { uid: true });
    let before = otherwise;
    for (const uid of found || []) {
      const mail = await client.fetchOne(
        String(uid),
        { uid: true, internalDate: true },
        { uid: true },
      );
      const { internalDate = 0 } = mail || {};
      const at = new Date(internalDate).getTime();
      // Servers tell whole seconds.
      if (at >= Math.floor(since / 1_000) * 1_000) {
        before = Math.min(before, uid - 1);
      }
    }
    return before;
  }

  async function takeNew(connection: ImapFlow): Promise<void> {
    for (;;) {
      news = false;
      const last = Number(memory?.lastUid ?? 0);
      const found = await connection.search({ uid: `${last + 1}:*` }, { uid: true });
      // The last mail answers any range that ends with it.
      const uids = (found || []).filter((uid) => uid > last).sort((a, b) => a - b);
      for (const uid of uids) {
        if (isClosing) {
          return;
        }
        await take(connection, uid);
      }
      if (uids.length > 0 && memory) {
        await hooks.remember(memory);
      }
      if (!news) {
        return;
      }
    }
  }

  async function take(connection: ImapFlow, uid: number): Promise<void> {
    const wanted = { uid: true, size: true, source: { maxLength: protocol.mostBytes } };
    const mail = await connection.fetchOne(String(uid), wanted, { uid: true });
    const { source: bytes, size = bytes?.length ?? 0 } = mail || {};
    if (bytes) {
      await hooks.store(await read({ bytes, size }, uid));
      if (markSeen) {
        await connection.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
      }
    }
    memory = { ...memory, lastUid: uid };
  }

  /** A mail that cannot be read would not be readable later, either. */
  async function read(mail: { readonly bytes: Uint8Array; readonly size: number }, uid: number) {
    try {
      return await protocol.read(mail, settings, hooks.now());
    } catch (error) {
      hooks.failed(error, `The mail with UID ${uid} cannot be read`);
      return [];
    }
  }

  async function waitForNews(connection: ImapFlow): Promise<void> {
    if (news || isClosing) {
      return;
    }
    const began = performance.now();
    const rest = new AbortController();
    try {
      await Promise.race([
        connection.idle(),
        sleep(idleMs, undefined, { signal: rest.signal, ref: false }).catch(() => {}),
      ]);
    } finally {
      rest.abort();
    }
    // A server that ends each IDLE at once is not asked without a pause.
    if (!news && !isClosing && performance.now() - began < shortIdleMs) {
      await sleep(shortIdleMs, undefined, { ref: false });
    }
  }
}

function problemOf(error: unknown): string | undefined {
  const { authenticationFailed, serverResponseCode } = error as {
    authenticationFailed?: boolean;
    serverResponseCode?: string;
  };
  const passes = passing.has(serverResponseCode ?? "");
  return authenticationFailed && !passes
    ? "The mailbox refuses user name and password. Enter them again."
    : undefined;
}
