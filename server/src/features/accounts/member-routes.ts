import { type BodyOf, type Member, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { availabilityOf } from "../../domain/availability-of.ts";
import { answer } from "../../http/answer.ts";
import { accounts } from "../../records/account.ts";
import { openConversations } from "../../records/list-candidates.ts";
import { type MemberRecord, members } from "../../records/member.ts";
import { rolesWith } from "../../records/role-permissions.ts";
import { sessions } from "../../records/session-model.ts";
import { reduceGrants } from "./end-grants.ts";
import { endMembership } from "./end-membership.ts";
import { giveRole, refuseHigherRole } from "./grant-role.ts";

const chapter = routes.accounts;
/** A member who used a session within this time counts as online. */
const onlineForMs = 2 * 60_000;

/** Listing members, changing their roles, removing them. */
export function memberRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.listMembers, async ({ workspaceId }) => {
    const found = await members(connection)
      .in(workspaceId)
      .find({}, { sort: { joinedAt: 1 } });
    return { items: await describe(found) };
  });

  answer(api, chapter.updateMember, async ({ workspaceId, member, params, body }) => {
    const target = await find(workspaceId, params.memberId);
    await refuseHigherRole(context, workspaceId, member, target.role);
    const { role, ...work } = body;
    if (role !== undefined && target.until !== undefined) {
      throw new Conflict(
        "member.support",
        "Support keeps the role that it was let in with; end it and let it in again",
      );
    }
    if (role !== undefined) {
      await refuseHigherRole(context, workspaceId, member, role);
      await changeRole(workspaceId, target, role);
      const accountId = String(target.accountId);
      await reduceGrants(context, workspaceId, accountId, role);
      if (target.role !== role) {
        context.closeSockets({ accountId, workspaceId });
      }
    }
    await changeWork(workspaceId, target, work);
    const [described] = await describe([await find(workspaceId, params.memberId)]);
    if (!described) {
      throw new NotFound("member");
    }
    return described;
  });

  answer(api, chapter.removeMember, async ({ workspaceId, member, params }) => {
    const target = await find(workspaceId, params.memberId);
    await refuseHigherRole(context, workspaceId, member, target.role);
    if (target.role === "owner") {
      await changeRole(workspaceId, target, "viewer");
    }
    await endMembership(context, target);
    return {};
  });

  async function find(workspaceId: string, id: string): Promise<MemberRecord> {
    const found = await members(connection).in(workspaceId).findById(id);
    if (!found) {
      throw new NotFound("member");
    }
    return found;
  }

  /** Sets how many conversations a member takes, and what they are good at; `null` removes the limit. */
  async function changeWork(
    workspaceId: string,
    { _id }: MemberRecord,
    { capacity, skills }: Pick<BodyOf<typeof chapter.updateMember>, "capacity" | "skills">,
  ): Promise<void> {
    if (capacity === undefined && skills === undefined) {
      return;
    }
    await members(connection)
      .in(workspaceId)
      .updateOne(
        { _id },
        {
          $set: defined({
            capacity: typeof capacity === "number" ? capacity : undefined,
            skills,
          }),
          ...defined({ $unset: capacity === null ? { capacity: 1 } : undefined }),
        },
      );
  }

  /** Owners are counted again afterwards, because two may step down at the same time. */
  async function changeRole(
    workspaceId: string,
    { _id, role: before }: MemberRecord,
    role: string,
  ): Promise<void> {
    const all = members(connection).in(workspaceId);
    const stepsDown = before === "owner" && role !== "owner";
    if (stepsDown && (await all.count({ role: "owner" })) < 2) {
      throw lastOwner();
    }
    const takeBack = () => all.updateOne({ _id, role }, { $set: { role: before } });
    await giveRole(
      context,
      workspaceId,
      role,
      () => all.updateOne({ _id }, { $set: { role } }),
      takeBack,
    );
    if (stepsDown && (await all.count({ role: "owner" })) === 0) {
      await takeBack();
      throw lastOwner();
    }
  }

  async function describe(found: readonly MemberRecord[]): Promise<Member[]> {
    const ids = found.map((it) => it.accountId);
    const people = await accounts(connection)
      .find({ _id: { $in: ids } })
      .lean();
    const since = new Date(context.now() - onlineForMs);
    const online = await sessions(connection).distinct("accountId", {
      accountId: { $in: ids },
      usedAt: { $gt: since },
    });
    const onlineIds = new Set(online.map(String));
    const [first] = found;
    const answering = first ? await rolesWith(connection, first.workspaceId, "inbox.answer") : [];
    const open = first
      ? await openConversations(
          context,
          String(first.workspaceId),
          found.map((it) => String(it._id)),
        )
      : new Map<string, number>();
    return found.flatMap((it) => {
      const account = people.find((person) => person._id.equals(it.accountId));
      if (!account) {
        return [];
      }
      return [
        {
          id: String(it._id),
          accountId: String(it.accountId),
          name: account.name,
          email: account.email,
          role: it.role,
          answers: answering.includes(it.role),
          joinedAt: it.joinedAt.toISOString(),
          until: it.until === undefined ? undefined : new Date(it.until).toISOString(),
          online: onlineIds.has(String(it.accountId)),
          availability: availabilityOf(it, context.now()),
          ...defined({ capacity: typeof it.capacity === "number" ? it.capacity : undefined }),
          skills: it.skills ?? [],
          secondFactor: account.totp !== undefined,
          openConversations: open.get(String(it._id)) ?? 0,
        },
      ];
    });
  }
}

function lastOwner(): Conflict {
  return new Conflict("member.last-owner", "A workspace keeps at least one owner");
}
