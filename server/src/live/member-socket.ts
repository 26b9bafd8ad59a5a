import type { LiveEvents, MemberEvents } from "@chatloom/api-schema";
import type { Namespace, Socket } from "socket.io";

/** What a member's socket knows about its member. */
export interface MemberData {
  memberId: string;
  name: string;
  workspaceId: string;
  viewing: string | null;
  typing: boolean;
}
/** The members' namespace. */
export type MemberSockets = Namespace<MemberEvents, LiveEvents, Record<never, never>, MemberData>;
/** One member's connection. */
export type MemberSocket = Socket<MemberEvents, LiveEvents, Record<never, never>, MemberData>;

/** The room of everything in a workspace. */
export const workspaceRoom = (workspaceId: string): string => `workspace:${workspaceId}`;
