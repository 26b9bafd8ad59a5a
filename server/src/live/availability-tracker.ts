import type { Availability } from "@chatloom/api-schema";
import type { ServerContext } from "../context/server-context.ts";
import { availabilityOf } from "../domain/availability-of.ts";
import { members } from "../records/member.ts";
import type { MemberSocket, MemberSockets } from "./member-socket.ts";

/** Keeps when members were last seen and last active, and announces when they come or go. */
export interface AvailabilityTracker {
  readonly joined: (socket: MemberSocket) => Promise<void>;
  /** The member did something in the studio. */
  readonly active: (socket: MemberSocket) => Promise<void>;
  readonly stop: () => void;
}

/** How often open pages are noted. Less than half of the time after which a member counts as gone. */
const beatMs = 20_000;
/** The shortest time between two notes of a member's activity. */
const activeEveryMs = 60_000;

/** Made once per server. Pages that are open at another process are noted there. */
export function createAvailabilityTracker(
  context: ServerContext,
  sockets: MemberSockets,
): AvailabilityTracker {
  const noted = new Map<string, number>();
  /** By member: the workspace, and what was announced last. */
  const announced = new Map<string, { workspaceId: string; availability: Availability }>();
  const timer = setInterval(() => void safely(beat), beatMs);
  timer.unref();

  return {
    joined: (socket) => note(socket),
    async active(socket) {
      const { memberId } = socket.data;
      const before = noted.get(memberId) ?? 0;
      const away = announced.get(memberId)?.availability === "autoAway";
      if (away || context.now() - before >= activeEveryMs) {
        await note(socket);
      }
    },
    stop: () => clearInterval(timer),
  };

  async function note({ data }: MemberSocket): Promise<void> {
    const { memberId, workspaceId, permissions } = data;
    // Who only looks on takes no conversations.
    if (!permissions.includes("inbox.answer")) {
      return;
    }
    await safely(async () => {
      const now = context.now();
      noted.set(memberId, now);
      await members(context.connection)
        .in(workspaceId)
        .updateOne({ _id: memberId }, { $set: { seenAt: now, activeAt: now } });
      announced.set(memberId, announced.get(memberId) ?? { workspaceId, availability: "autoAway" });
      await compare([memberId]);
    });
  }

  async function beat(): Promise<void> {
    const open = [...sockets.sockets.values()].map((it) => it.data.memberId);
    if (open.length > 0) {
      await members(context.connection).acrossWorkspaces.updateMany(
        { _id: { $in: open } },
        { $set: { seenAt: context.now() } },
      );
    }
    await compare([...announced.keys()]);
  }

  /** Announces what is different from before. Who is gone is forgotten. */
  async function compare(memberIds: readonly string[]): Promise<void> {
    if (memberIds.length === 0) {
      return;
    }
    const now = context.now();
    const found = await members(context.connection)
      .acrossWorkspaces.find({ _id: { $in: memberIds } })
      .lean();
    for (const member of found) {
      const memberId = String(member._id);
      const workspaceId = String(member.workspaceId);
      const availability = availabilityOf(member, now);
      if (announced.get(memberId)?.availability !== availability) {
        context.announce(workspaceId, "member.availability", { memberId, availability });
      }
      announced.set(memberId, { workspaceId, availability });
    }
    const open = new Set([...sockets.sockets.values()].map((it) => it.data.memberId));
    for (const [memberId, { availability }] of announced) {
      if (availability === "autoAway" && !open.has(memberId)) {
        announced.delete(memberId);
        noted.delete(memberId);
      }
    }
  }

  async function safely(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      context.log.warn({ err: error }, "failed to note who is available");
    }
  }
}
