import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { conversations } from "../../records/conversation-model.ts";
import { absentSince, members } from "../../records/member.ts";
import { releaseQueueLease, takeQueueLease } from "../../records/queue-lease-model.ts";
import { queuedForMembers } from "../../records/queued-for-members.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import type { ChangeParts } from "../turn/change-conversation.ts";
import { assignQueued } from "./assign-queued.ts";
import { returnAbandoned } from "./return-abandoned.ts";

/** Assigns the conversations that wait for people. Made once per server. */
export interface HandoffQueue {
  /** A conversation was written: one may wait that did not, or a member may have room that had none. */
  readonly changed: (before: ConversationDoc, after: ConversationDoc) => void;
  /** Members, teams or their availability changed. */
  readonly nudge: (workspaceId: string) => void;
  readonly start: () => void;
  readonly close: () => Promise<void>;
}

/** How often to look for what a dead process left, and for members whose presence changed. */
const sweepMs = 3_000;
/** Longer than assigning one conversation takes. */
const leaseMs = 8_000;
const mostWorkspaces = 500;
/** Every so many sweeps it looks for members who are away: once a minute. */
const awayEvery = 20;

/** `owner` tells this process's lease from those of others. */
export function createHandoffQueue(parts: ChangeParts, owner: string): HandoffQueue {
  const { context } = parts;
  const wanted = new Set<string>();
  /** Workspaces where members may have gone away. */
  const suspects = new Set<string>();
  let sweeps = 0;
  const running = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let sweeping = Promise.resolve();

  return {
    changed(before, after) {
      if (startsToWait(before, after) || freesMember(before, after)) {
        nudge(String(after.workspaceId));
      }
    },
    nudge(workspaceId) {
      suspects.add(workspaceId);
      nudge(workspaceId);
    },
    start: plan,
    async close() {
      closed = true;
      clearTimeout(timer);
      await sweeping;
      await Promise.all(running.values());
    },
  };

  function nudge(workspaceId: string): void {
    wanted.add(workspaceId);
    if (!closed && !running.has(workspaceId)) {
      const done = run(workspaceId).finally(() => running.delete(workspaceId));
      running.set(workspaceId, done);
    }
  }

  async function run(workspaceId: string): Promise<void> {
    while (!closed && wanted.delete(workspaceId)) {
      try {
        await assign(workspaceId);
      } catch (error) {
        // The next sweep tries again.
        if (!isStoreAway(error)) {
          context.log.error({ err: error, workspaceId }, "failed to assign waiting conversations");
        }
      }
    }
  }

  async function assign(workspaceId: string): Promise<void> {
    let until = 0;
    const hold = async (): Promise<boolean> => {
      const now = context.now();
      if (now < until - leaseMs / 2) {
        return true;
      }
      until = now + leaseMs;
      return takeQueueLease(context.connection, workspaceId, { owner, now, until });
    };
    if (!(await hold())) {
      return;
    }
    try {
      if (suspects.delete(workspaceId)) {
        await returnAbandoned(parts, workspaceId);
      }
      await assignQueued(parts, workspaceId, hold);
    } finally {
      await releaseQueueLease(context.connection, workspaceId, owner);
    }
  }

  function plan(): void {
    if (closed) {
      return;
    }
    timer = setTimeout(() => {
      sweeping = sweep().finally(plan);
    }, sweepMs);
    timer.unref();
  }

  /** Finds where members are away; nobody reports that a page was closed. */
  async function workspacesWithAbsent(): Promise<readonly string[]> {
    const found = await members(context.connection).acrossWorkspaces.distinct(
      "workspaceId",
      absentSince(context.now()),
    );
    return found.slice(0, mostWorkspaces).map(String);
  }

  async function sweep(): Promise<void> {
    try {
      const waiting = await conversations(context.connection)
        .acrossWorkspaces.find(queuedForMembers, { workspaceId: 1 })
        .limit(mostWorkspaces)
        .lean();
      const found = new Set(waiting.map((it) => String(it.workspaceId)));
      if (sweeps % awayEvery === 0) {
        for (const workspaceId of await workspacesWithAbsent()) {
          suspects.add(workspaceId);
          found.add(workspaceId);
        }
      }
      sweeps += 1;
      for (const workspaceId of found) {
        nudge(workspaceId);
      }
    } catch (error) {
      if (!isStoreAway(error)) {
        context.log.error({ err: error }, "failed to look for waiting conversations");
      }
    }
  }
}

function startsToWait(before: ConversationDoc, after: ConversationDoc): boolean {
  const waits = after.queuedAt !== undefined && after.handoff !== undefined;
  return (
    waits &&
    after.handoff?.distribution !== "manual" &&
    (before.queuedAt !== after.queuedAt || before.teamId !== after.teamId)
  );
}

function freesMember(before: ConversationDoc, after: ConversationDoc): boolean {
  return isOwned(before) && (!isOwned(after) || before.assigneeId !== after.assigneeId);
}

/** Counts for its assignee's capacity. */
function isOwned({ assigneeId, handler, resolved }: ConversationDoc): boolean {
  return assigneeId !== undefined && !resolved && (handler === "waiting" || handler === "human");
}
