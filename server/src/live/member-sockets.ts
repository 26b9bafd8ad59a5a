import { handlers } from "@chatloom/api-schema";
import type { Server as Sockets } from "socket.io";
import type {
  Announce,
  CloseSockets,
  ServerContext,
  SocketOwner,
} from "../context/server-context.ts";
import { readConversation } from "../domain/stored-conversation.ts";
import { findCallerByCookie } from "../features/accounts/find-caller.ts";
import { presentConversations } from "../features/inbox/present-conversation.ts";
import { clientAddress } from "../http/client-address.ts";
import { conversations } from "../records/conversation-model.ts";
import { allowSame, permissionsOf } from "../records/role-permissions.ts";
import { createAvailabilityTracker } from "./availability-tracker.ts";
import type { FlowPositions } from "./flow-positions.ts";
import {
  eventRoom,
  type MemberData,
  type MemberSocket,
  type MemberSockets,
  roomsOf,
  socketsIn,
  workspaceRoom,
} from "./member-socket.ts";
import { createPresenceTracker, type PresenceTracker } from "./presence-tracker.ts";

/** Sends events and presence to members. */
export interface LivePanel {
  readonly announce: Announce;
  readonly closeSockets: CloseSockets;
  /** Whether anyone of the workspace watches here. */
  readonly watched: (workspaceId: string) => boolean;
  readonly presence: PresenceTracker;
  /** Tells everyone to come back in a moment. */
  readonly announceShutdown: () => void;
  readonly stop: () => void;
}

const mostCaughtUp = 300;
/** Often enough that a session with an open page counts as used, so that its member is shown as online. */
const recheckMs = 45_000;

/** Opens the namespace `/live` for members with a session. */
export function openLivePanel(
  context: ServerContext,
  sockets: Sockets,
  positions: (members: MemberSockets) => FlowPositions,
  memberTyping: (conversationId: string, name: string, on: boolean) => void,
): LivePanel & { readonly positions: FlowPositions } {
  const members: MemberSockets = sockets.of("/live");
  const presence = createPresenceTracker(members);
  const flowPositions = positions(members);
  const availability = createAvailabilityTracker(context, members);
  members.use((socket, next) => {
    admit(context, socket).then(
      (admitted) => next(admitted ? undefined : new Error("session.missing")),
      (error: unknown) => {
        context.log.error({ err: error }, "failed to check a live connection");
        next(new Error("internal"));
      },
    );
  });
  members.on("connection", (socket) => {
    void greet(members, socket);
    void availability.joined(socket);
    socket.on("active", () => void availability.active(socket));
    serve(context, socket, presence, flowPositions, memberTyping);
  });
  const recheck = setInterval(() => void dropEnded(context, members), recheckMs);
  recheck.unref();

  return {
    announce: (workspaceId, event, ...values) => {
      // The tuple of a generic event name is beyond the emitter's types.
      const room = members.to(eventRoom(workspaceId, event)) as unknown as {
        emit(event: string, ...values: unknown[]): void;
      };
      room.emit(event, ...values);
    },
    closeSockets: (owner) => {
      members.in(roomOf(owner)).disconnectSockets(true);
    },
    watched: (workspaceId) => members.adapter.rooms.has(workspaceRoom(workspaceId)),
    presence,
    positions: flowPositions,
    announceShutdown: () => {
      members.local.emit("server.closing", {
        reconnectAfterMs: 1_000 + Math.round(Math.random() * 1_000),
      });
    },
    stop: () => {
      clearInterval(recheck);
      presence.stop();
      availability.stop();
      flowPositions.stop();
    },
  };
}

/** Only pages of our own may use a member's cookie. */
async function admit(context: ServerContext, socket: MemberSocket): Promise<boolean> {
  const { origin, host, cookie } = socket.handshake.headers;
  if (origin !== undefined && origin !== context.config.publicUrl) {
    if (!URL.canParse(origin) || new URL(origin).host !== host) {
      return false;
    }
  }
  const caller = await findCallerByCookie(context, cookie, addressOf(context, socket));
  if (!caller?.member || caller.workspaceId === undefined) {
    return false;
  }
  const { id: memberId, name } = caller.member;
  // Joined before the session is checked, so that a member who is signed out meanwhile is disconnected, too.
  const { sessionId = "", account } = caller;
  const { workspaceId } = caller;
  const { role, permissions } = caller.member;
  await socket.join([
    roomOf({ sessionId }),
    roomOf({ accountId: account?.id ?? "", workspaceId }),
    roomOf({ role, workspaceId }),
  ]);
  Object.assign(socket.data, {
    memberId,
    name,
    role,
    permissions: [...permissions],
    workspaceId,
    viewing: null,
    typing: false,
  } satisfies MemberData);
  // The role may have changed before the socket was in its room.
  const now = await permissionsOf(context.connection, workspaceId, role);
  return allowSame(permissions, now);
}

async function greet(members: MemberSockets, socket: MemberSocket): Promise<void> {
  const { workspaceId, memberId } = socket.data;
  const own = `member:${memberId}`;
  await socket.join([...roomsOf(socket.data), own]);
  const audience = eventRoom(workspaceId, "member.presence");
  members.to(audience).emit("member.presence", { memberId, online: true });
  socket.on("disconnect", async () => {
    const windows = await socketsIn(members, own);
    if (windows.length > 0) {
      return;
    }
    members.to(audience).emit("member.presence", { memberId, online: false });
  });
}

function serve(
  context: ServerContext,
  socket: MemberSocket,
  presence: PresenceTracker,
  positions: FlowPositions,
  memberTyping: (conversationId: string, name: string, on: boolean) => void,
): void {
  const { workspaceId, name, permissions } = socket.data;
  const reads = permissions.includes("inbox.read");
  const model = conversations(context.connection).in(workspaceId);

  /** Processes a member's actions in order, although lookups take time. */
  let viewed = Promise.resolve();
  socket.on("view", (conversationId) => {
    viewed = safely(async () => {
      await viewed;
      if (conversationId !== null) {
        if (!reads || !isId(conversationId)) {
          return;
        }
        if ((await model.count({ _id: conversationId })) === 0) {
          return;
        }
      }
      await presence.view(socket, conversationId);
    });
  });
  socket.on("typing", (conversationId, on) => {
    void viewed.then(() => {
      // Some only look on.
      if (!permissions.includes("inbox.answer")) {
        return;
      }
      if (!isId(conversationId) || socket.data.viewing !== conversationId) {
        return;
      }
      presence.typing(socket, on === true);
      memberTyping(conversationId, name, on === true);
    });
  });
  const watches = permissions.includes("flows.read");
  socket.on("watchFlow", (flowId) => {
    void safely(() => positions.watch(socket, watches && isId(flowId) ? flowId : null));
  });
  socket.on("catchUp", (since, done) => {
    void safely(async () => {
      const from = Date.parse(String(since));
      if (!Number.isFinite(from) || typeof done !== "function") {
        return;
      }
      const now = new Date(context.now()).toISOString();
      if (!reads) {
        done(now);
        return;
      }
      const found = await model.find(
        { resolved: { $in: [false, true] }, handler: { $in: handlers }, updatedAt: { $gte: from } },
        { sort: { updatedAt: -1 }, limit: mostCaughtUp },
      );
      const docs = found.map(readConversation);
      for (const it of await presentConversations(context, workspaceId, docs)) {
        socket.emit("conversation.updated", it);
      }
      done(now);
    });
  });
  socket.on("disconnect", () => presence.left(socket));

  async function safely(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      context.log.error({ err: error }, "failed to answer a live event");
    }
  }
}

/** A member who was signed out elsewhere receives no more events. One whose role changed comes back with its new rooms. */
async function dropEnded(context: ServerContext, members: MemberSockets): Promise<void> {
  for (const socket of members.sockets.values()) {
    try {
      const caller = await findCallerByCookie(
        context,
        socket.handshake.headers.cookie,
        addressOf(context, socket),
      );
      const known = new Set(socket.data.permissions);
      const now = caller?.member?.permissions ?? new Set();
      const same = allowSame(known, now);
      if (caller?.workspaceId !== socket.data.workspaceId || !same) {
        socket.disconnect(true);
      }
    } catch (error) {
      context.log.warn({ err: error }, "failed to check a live connection again");
    }
  }
}

function addressOf({ config }: ServerContext, { request }: Pick<MemberSocket, "request">): string {
  return clientAddress(request, config.trustProxy);
}

function roomOf(owner: SocketOwner): string {
  if ("sessionId" in owner) {
    return `session:${owner.sessionId}`;
  }
  return "role" in owner
    ? `role:${owner.workspaceId}:${owner.role}`
    : `account:${owner.workspaceId}:${owner.accountId}`;
}

function isId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{24}$/.test(value);
}
