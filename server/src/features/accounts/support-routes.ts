import {
  addressOf,
  pages,
  routes,
  type SupportAccess,
  type SupportRole,
} from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { accounts, normalEmail } from "../../records/account.ts";
import { memberOf, members } from "../../records/member.ts";
import { hashToken, newToken } from "../../secrets/token.ts";
import { endMembership } from "./end-membership.ts";
import { type Invitation, invitations } from "./invitation.ts";
import { namesOf } from "./names-of.ts";

const chapter = routes.accounts;
const hourMs = 3_600_000;

/** Routes for letting support in for some hours, and for ending that at once. */
export function supportRoutes(api: Router, context: ServerContext): void {
  const { connection, config, now } = context;

  answer(api, chapter.listSupportAccess, async ({ workspaceId, member }) => ({
    items: [...(await open(workspaceId, member.id)), ...(await invited(workspaceId))],
  }));

  answer(api, chapter.grantSupportAccess, async ({ workspaceId, grantor, body, request }) => {
    const email = normalEmail(body.email);
    const account = await accounts(connection).findOne({ email }).lean();
    if (account && (await memberOf(context, workspaceId, account._id))) {
      throw new Conflict("member.exists", `${email} is a member already`);
    }
    const token = newToken();
    const until = now() + body.hours * hourMs;
    const { role } = body;
    const invitation = await invitations(connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { email },
        {
          $set: {
            role,
            tokenHash: hashToken(token),
            expiresAt: new Date(until),
            until,
            invitedBy: grantor ?? "",
          },
        },
        { upsert: true },
      );
    if (!invitation) {
      throw new NotFound("invitation");
    }
    addAuditDetail(request, {
      object: { id: String(invitation._id), name: email },
      changes: [
        { field: "role", after: role },
        { field: "until", after: iso(until) },
      ],
    });
    context.announce(workspaceId, "support.changed");
    const names = await namesOf(context, [grantor]);
    return {
      access: toInvited(invitation, names),
      link: config.publicUrl + addressOf(pages.invitation, {}, { token }),
    };
  });

  answer(api, chapter.endSupportAccess, async ({ workspaceId, params, request }) => {
    const found = await members(connection)
      .in(workspaceId)
      .findOne({ _id: params.accessId, until: { $exists: true } });
    if (found) {
      await endMembership(context, found);
      const account = await accounts(connection).findById(found.accountId).lean();
      addAuditDetail(request, { object: { id: params.accessId, name: account?.email ?? "" } });
    } else {
      const unused = await invitations(connection)
        .in(workspaceId)
        .findOneAndDelete({ _id: params.accessId, until: { $exists: true } });
      if (!unused) {
        throw new NotFound("support");
      }
      addAuditDetail(request, { object: { id: params.accessId, name: unused.email } });
    }
    context.announce(workspaceId, "support.changed");
    return {};
  });

  async function open(workspaceId: string, callerId: string): Promise<SupportAccess[]> {
    const found = await members(connection)
      .in(workspaceId)
      .find({ until: { $gt: now() } }, { sort: { until: 1 } });
    const people = await accounts(connection)
      .find({ _id: { $in: found.map((it) => it.accountId) } }, { name: 1, email: 1 })
      .lean();
    const names = await namesOf(
      context,
      found.map((it) => it.grantedBy),
    );
    return found.flatMap(({ _id, accountId, role, until = 0, grantedBy = "" }) => {
      const person = people.find((it) => it._id.equals(accountId));
      return person
        ? [
            {
              id: String(_id),
              email: person.email,
              name: person.name,
              role: role as SupportRole,
              state: "open",
              until: iso(until),
              grantedBy: names.get(grantedBy),
              yours: String(_id) === callerId,
            } as const,
          ]
        : [];
    });
  }

  async function invited(workspaceId: string): Promise<SupportAccess[]> {
    const found = await invitations(connection)
      .in(workspaceId)
      .find({ until: { $gt: now() } }, { sort: { until: 1 } });
    const names = await namesOf(
      context,
      found.map((it) => it.invitedBy),
    );
    return found.map((it) => toInvited(it, names));
  }
}

function toInvited(
  { _id, email, role, until = 0, invitedBy = "" }: Invitation,
  names: ReadonlyMap<string, string>,
): SupportAccess {
  return {
    id: String(_id),
    email,
    role: role as SupportRole,
    state: "invited",
    until: iso(until),
    grantedBy: names.get(invitedBy),
    yours: false,
  };
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
