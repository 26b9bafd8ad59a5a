import type { PartialAnswer, Presence } from "@chatloom/api-schema";
import type { Socket } from "socket.io";
import { eventRoom, type MemberData, type MemberSockets, socketsIn } from "./member-socket.ts";

/** Who looks at which conversation, and who is typing there. */
export interface PresenceTracker {
  readonly view: (socket: PresentSocket, conversationId: string | null) => Promise<void>;
  readonly typing: (socket: PresentSocket, on: boolean) => void;
  readonly left: (socket: PresentSocket) => void;
  readonly contactTyping: (workspaceId: string, conversationId: string, on: boolean) => void;
  /** Whether a member looks at the conversation, here or, with `elsewhere`, in another process. */
  readonly viewed: (conversationId: string, elsewhere: boolean) => Promise<boolean>;
  /** Shows members who look at the conversation what the bot is writing. */
  readonly partial: (conversationId: string, partial: PartialAnswer) => void;
  readonly stop: () => void;
}

/** A member's socket, as far as presence goes. */
type PresentSocket = Pick<
  // biome-ignore lint/suspicious/noExplicitAny: the socket's events do not matter here
  Socket<any, any, any, MemberData>,
  "data" | "join" | "leave"
>;

/** A member who sends no typing event for this time has stopped typing. */
const typingMs = 6_000;

/** Presence over one namespace; members who are connected to other processes count too. */
export function createPresenceTracker(members: MemberSockets): PresenceTracker {
  const contacts = new Map<string, NodeJS.Timeout>();
  const typers = new Map<PresentSocket, NodeJS.Timeout>();
  // Whichever process tells who is present knows of all who type.
  members.on("contactTyping", noteTyping);

  return {
    async view(socket, conversationId) {
      const before = socket.data.viewing;
      if (before === conversationId) {
        return;
      }
      if (before !== null) {
        await socket.leave(roomOf(before));
      }
      socket.data.viewing = conversationId;
      socket.data.typing = false;
      if (conversationId !== null) {
        await socket.join(roomOf(conversationId));
      }
      if (before !== null) {
        await announce(socket.data.workspaceId, before);
      }
      if (conversationId !== null) {
        await announce(socket.data.workspaceId, conversationId);
      }
    },
    typing(socket, on) {
      clearTimeout(typers.get(socket));
      typers.delete(socket);
      if (on) {
        typers.set(
          socket,
          setTimeout(() => stopTyping(socket), typingMs),
        );
      }
      if (socket.data.typing === on) {
        return;
      }
      socket.data.typing = on;
      announceOf(socket);
    },
    left(socket) {
      clearTimeout(typers.get(socket));
      typers.delete(socket);
      announceOf(socket);
    },
    contactTyping(workspaceId, conversationId, on) {
      const was = contacts.has(conversationId);
      noteTyping(conversationId, on, workspaceId);
      if (was === on) {
        return;
      }
      members.serverSideEmit("contactTyping", conversationId, on);
      void announce(workspaceId, conversationId);
    },
    async viewed(conversationId, elsewhere) {
      const room = roomOf(conversationId);
      if (members.adapter.rooms.has(room) || !elsewhere) {
        return members.adapter.rooms.has(room);
      }
      return (await socketsIn(members, room)).length > 0;
    },
    partial(conversationId, partial) {
      members.to(roomOf(conversationId)).emit("conversation.partial", conversationId, partial);
    },
    stop() {
      for (const timer of [...contacts.values(), ...typers.values()]) {
        clearTimeout(timer);
      }
    },
  };

  /** Forgotten after a while; only the process where the contact is connected tells that they stopped. */
  function noteTyping(conversationId: string, on: boolean, workspaceId?: string): void {
    clearTimeout(contacts.get(conversationId));
    contacts.delete(conversationId);
    if (!on) {
      return;
    }
    const stop = (): void => {
      contacts.delete(conversationId);
      if (workspaceId !== undefined) {
        void announce(workspaceId, conversationId);
      }
    };
    contacts.set(conversationId, setTimeout(stop, typingMs));
  }

  function stopTyping(socket: PresentSocket): void {
    typers.delete(socket);
    socket.data.typing = false;
    announceOf(socket);
  }

  function announceOf({ data }: PresentSocket): void {
    if (data.viewing !== null) {
      void announce(data.workspaceId, data.viewing);
    }
  }

  async function announce(workspaceId: string, conversationId: string): Promise<void> {
    const there = await socketsIn(members, roomOf(conversationId));
    const present = there.map((it) => it.data).filter((it) => it.viewing === conversationId);
    const presence: Presence = {
      conversationId,
      viewing: distinct(present),
      typing: distinct(present.filter((it) => it.typing)),
      contactTyping: contacts.has(conversationId),
    };
    members
      .to(eventRoom(workspaceId, "conversation.presence"))
      .emit("conversation.presence", presence);
  }
}

function roomOf(conversationId: string): string {
  return `conversation:${conversationId}`;
}

/** One person may have several windows open. */
function distinct(present: readonly MemberData[]): Presence["viewing"] {
  const byId = new Map(present.map(({ memberId, name }) => [memberId, { memberId, name }]));
  return [...byId.values()];
}
