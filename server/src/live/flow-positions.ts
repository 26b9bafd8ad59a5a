import type { Socket } from "socket.io";
import type { ServerContext } from "../context/server-context.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { openRunsByNode } from "../records/positions.ts";
import type { MemberData, MemberSockets } from "./member-socket.ts";

/** How many conversations stand at each node of the flows that someone watches. */
export interface FlowPositions {
  readonly watch: (socket: WatchingSocket, flowId: string | null) => Promise<void>;
  readonly moved: (before: ConversationDoc, after: ConversationDoc) => void;
  readonly stop: () => void;
}

type WatchingSocket = Pick<
  // biome-ignore lint/suspicious/noExplicitAny: only its rooms matter here
  Socket<any, any, any, MemberData>,
  "data" | "join" | "leave" | "rooms" | "emit"
>;

const pauseMs = 500;

/** Counts when something moved, at most twice a second for each flow. The process counts where the flow is watched. */
export function createFlowPositions(
  context: ServerContext,
  members: MemberSockets,
  elsewhere: () => boolean,
): FlowPositions {
  const planned = new Map<string, NodeJS.Timeout>();
  const telling = new Map<string, NodeJS.Timeout>();
  members.on("flowMoved", plan);

  return {
    async watch(socket, flowId) {
      // Only the rooms of this moment: while they are left, the member may be asking for the next flow.
      const left = [...socket.rooms].filter((room) => room.startsWith("flow:"));
      for (const room of left) {
        await socket.leave(room);
      }
      if (flowId === null) {
        return;
      }
      const { workspaceId } = socket.data;
      await socket.join(roomOf(workspaceId, flowId));
      const nodes = await openRunsByNode(context, workspaceId, flowId);
      socket.emit("flow.positions", { flowId, nodes });
    },
    moved(before, after) {
      if (before.position === after.position) {
        return;
      }
      const workspaceId = String(after.workspaceId);
      for (const flowId of new Set([before.position?.flowId, after.position?.flowId])) {
        if (flowId === undefined) {
          continue;
        }
        plan(workspaceId, flowId);
        if (elsewhere()) {
          announceToOthers(workspaceId, flowId);
        }
      }
    },
    stop() {
      for (const timer of [...planned.values(), ...telling.values()]) {
        clearTimeout(timer);
      }
    },
  };

  function announceToOthers(workspaceId: string, flowId: string): void {
    const room = roomOf(workspaceId, flowId);
    if (telling.has(room)) {
      return;
    }
    const timer = setTimeout(() => {
      telling.delete(room);
      members.serverSideEmit("flowMoved", workspaceId, flowId);
    }, pauseMs);
    telling.set(room, timer);
  }

  function plan(workspaceId: string, flowId: string): void {
    const room = roomOf(workspaceId, flowId);
    if (planned.has(room) || !members.adapter.rooms.has(room)) {
      return;
    }
    const timer = setTimeout(() => {
      planned.delete(room);
      openRunsByNode(context, workspaceId, flowId).then(
        (nodes) => members.local.to(room).emit("flow.positions", { flowId, nodes }),
        (error: unknown) => context.log.warn({ err: error, flowId }, "failed to count positions"),
      );
    }, pauseMs);
    planned.set(room, timer);
  }
}

function roomOf(workspaceId: string, flowId: string): string {
  return `flow:${workspaceId}:${flowId}`;
}
