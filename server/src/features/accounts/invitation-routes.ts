import { addressOf, type BodyOf, pages, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type mongoose from "mongoose";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { accounts, normalEmail } from "../../records/account.ts";
import { memberOf } from "../../records/member.ts";
import { includesAll, permissionsOf, roleLabel } from "../../records/role-permissions.ts";
import { hashToken, newToken } from "../../secrets/token.ts";
import { describeMe } from "./describe-me.ts";
import { accountErrors, refuseWithoutSso } from "./errors.ts";
import { giveRole, refuseHigherRole } from "./grant-role.ts";
import { type Invitation, invitationLifetimeMs, invitations, supportOf } from "./invitation.ts";
import { joinWith } from "./join-with.ts";
import { namesOf } from "./names-of.ts";
import { hashPassword, passwordFits } from "./password.ts";
import { refuseWeakPassword } from "./password-strength.ts";
import { checkSecondFactor } from "./second-factor.ts";
import { openSession } from "./session.ts";
import { placeOf, setSessionCookie } from "./session-cookie.ts";
import { SignInLimits } from "./sign-in-limits.ts";

const chapter = routes.accounts;

/** Routes for inviting people and joining. No mail server is needed: the inviting member sees the link. */
export function invitationRoutes(api: Router, context: ServerContext): void {
  const { connection, config } = context;
  const limits = new SignInLimits(context);

  answer(api, chapter.listInvitations, async ({ workspaceId }) => {
    const now = new Date(context.now());
    const found = await invitations(connection)
      .in(workspaceId)
      .find({ expiresAt: { $gt: now }, until: { $exists: false } }, { sort: { _id: -1 } });
    const names = await namesOf(
      context,
      found.map((it) => it.invitedBy),
    );
    return { items: found.map((it) => toInvitation(it, names)) };
  });

  answer(api, chapter.invite, async ({ workspaceId, member, grantor, body }) => {
    await refuseHigherRole(context, workspaceId, member, body.role);
    const email = normalEmail(body.email);
    const account = await accounts(connection).findOne({ email }).lean();
    const there = account && (await memberOf(context, workspaceId, account._id));
    if (there) {
      throw new Conflict("member.exists", `${email} is a member already`);
    }
    const all = invitations(connection).in(workspaceId);
    const open = await all.findOne({ email });
    if (open) {
      await refuseHigherRole(context, workspaceId, member, open.role);
    }
    const token = newToken();
    const expiresAt = new Date(context.now() + invitationLifetimeMs);
    const { role } = body;
    const fields = { role, tokenHash: hashToken(token), expiresAt, invitedBy: grantor ?? "" };
    const invitation = await giveRole(
      context,
      workspaceId,
      role,
      () =>
        all.findOneAndUpdate({ email }, { $set: fields, $unset: { until: 1 } }, { upsert: true }),
      () => all.deleteOne({ email, tokenHash: fields.tokenHash }),
    );
    if (!invitation) {
      throw new NotFound("invitation");
    }
    return {
      invitation: toInvitation(invitation, await namesOf(context, [grantor])),
      link: config.publicUrl + addressOf(pages.invitation, {}, { token }),
    };
  });

  answer(api, chapter.withdrawInvitation, async ({ workspaceId, member, params }) => {
    const open = invitations(connection).in(workspaceId);
    const found = await open.findById(params.invitationId);
    if (!found) {
      throw new NotFound("invitation");
    }
    await refuseHigherRole(context, workspaceId, member, found.role);
    await open.deleteOne({ _id: found._id });
    return {};
  });

  answer(api, chapter.acceptInvitation, async ({ body, request, response }) => {
    await limits.count({ token: body.token }, request.ip ?? "");
    const everywhere = invitations(connection).acrossWorkspaces as mongoose.Model<Invitation>;
    const invitation = (await everywhere
      .findOne({ tokenHash: hashToken(body.token) })
      .lean()) as Invitation | null;
    if (!invitation || invitation.expiresAt.getTime() <= context.now()) {
      throw accountErrors.invitationInvalid();
    }
    await refuseEndedGrant(invitation);
    refuseWithoutSso(config.oidc, [invitation]);
    const accountId = await accountFor(invitation.email, body);
    await join(invitation, accountId);
    await invitations(connection).in(invitation.workspaceId).deleteOne({ _id: invitation._id });
    await limits.forget({ token: body.token }, request.ip ?? "");
    const token = await openSession(context, accountId, invitation.workspaceId, placeOf(request));
    setSessionCookie(response, token, config.publicUrl);
    const names = await namesOf(context, [String(accountId)]);
    const person = { id: String(accountId), name: names.get(String(accountId)) ?? "" };
    addAuditDetail(request, {
      workspaceId: String(invitation.workspaceId),
      by: { kind: "member", ...person },
      object: person,
      changes: [
        {
          field: "role",
          after: await roleLabel(connection, invitation.workspaceId, invitation.role),
        },
      ],
    });
    return describeMe(context, accountId, invitation.workspaceId);
  });

  /** The account with the invited address; a new one unless it exists, then the password must be its own. */
  async function accountFor(email: string, given: BodyOf<typeof chapter.acceptInvitation>) {
    const known = await accounts(connection).findOne({ email }).lean();
    if (known) {
      if (!(await passwordFits(known.passwordHash, given.password))) {
        throw accountErrors.wrongCredentials();
      }
      await checkSecondFactor(context, known, given.code);
      return known._id;
    }
    refuseWeakPassword(given.password, [email, given.name]);
    const created = await accounts(connection).create({
      name: given.name,
      email,
      passwordHash: await hashPassword(given.password),
      language: "en",
      createdAt: new Date(context.now()),
    });
    return created._id;
  }

  /** The inviting member must still be one who may give this role. */
  async function refuseEndedGrant({ workspaceId, invitedBy, role }: Invitation): Promise<void> {
    if (!invitedBy) {
      return;
    }
    const inviter = await memberOf(context, workspaceId, invitedBy);
    const most = inviter && (await permissionsOf(connection, workspaceId, inviter.role));
    if (!most || !includesAll(most, await permissionsOf(connection, workspaceId, role))) {
      throw accountErrors.invitationInvalid();
    }
  }

  async function join(invitation: Invitation, accountId: mongoose.Types.ObjectId) {
    const joinedAt = new Date(context.now());
    const { role } = invitation;
    await joinWith(context, String(invitation.workspaceId), {
      accountId,
      role,
      joinedAt,
      ...supportOf(invitation),
    });
  }
}

function toInvitation(
  { _id, email, role, invitedBy, expiresAt }: Invitation,
  names: ReadonlyMap<string, string>,
) {
  return {
    id: String(_id),
    email,
    role,
    invitedBy: invitedBy ? { accountId: invitedBy, name: names.get(invitedBy) ?? "" } : undefined,
    expiresAt: expiresAt.toISOString(),
  };
}
