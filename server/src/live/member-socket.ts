import {
  type LiveEvents,
  liveEventPermissions,
  type MemberEvents,
  type Permission,
} from "@chatloom/api-schema";
import type { Namespace, Socket } from "socket.io";

/** The facts about the member that a socket keeps. */
export interface MemberData {
  memberId: string;
  name: string;
  role: string;
  permissions: readonly Permission[];
  workspaceId: string;
  viewing: string | null;
  typing: boolean;
}
/** The events that processes send one another. */
export interface ServerEvents {
  contactTyping: (conversationId: string, on: boolean) => void;
  /** Conversations of this flow went from node to node. */
  flowMoved: (workspaceId: string, flowId: string) => void;
}
/** The members' namespace. */
export type MemberSockets = Namespace<MemberEvents, LiveEvents, ServerEvents, MemberData>;
/** One member's connection. */
export type MemberSocket = Socket<MemberEvents, LiveEvents, ServerEvents, MemberData>;

/** The room of every connection to a workspace. */
export const workspaceRoom = (workspaceId: string): string => `workspace:${workspaceId}`;
/** The room of those in a workspace who may hear an event. */
export const eventRoom = (workspaceId: string, event: keyof LiveEvents): string =>
  permissionRoom(workspaceId, liveEventPermissions[event]);

/** The rooms of a connection, which follow from its permissions. */
export function roomsOf({ workspaceId, permissions }: MemberData): string[] {
  const gating = new Set(Object.values(liveEventPermissions));
  return [
    workspaceRoom(workspaceId),
    ...permissions.filter((it) => gating.has(it)).map((it) => permissionRoom(workspaceId, it)),
  ];
}

function permissionRoom(workspaceId: string, permission: Permission): string {
  return `${workspaceRoom(workspaceId)}:${permission}`;
}

/** The connections in a room, of all processes; those of this one where another does not answer in time. */
export async function socketsIn(
  members: MemberSockets,
  room: string,
): Promise<readonly { readonly data: MemberData }[]> {
  try {
    return await members.timeout(answerMs).in(room).fetchSockets();
  } catch {
    return members.local.in(room).fetchSockets();
  }
}

const answerMs = 2_000;
