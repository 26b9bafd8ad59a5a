import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { callerOf } from "../../http/caller.ts";
import { type Account, accounts, normalEmail } from "../../records/account.ts";
import { placesOf } from "../../records/member.ts";
import { sessions } from "../../records/session-model.ts";
import { createWorkspace } from "./create-workspace.ts";
import { describeMe } from "./describe-me.ts";
import { accountErrors, refuseWithoutSso } from "./errors.ts";
import { lockSessions } from "./lock-sessions.ts";
import { mayMakeWorkspaces } from "./may-make-workspaces.ts";
import { hashPassword, passwordFits } from "./password.ts";
import { endSessionsOf } from "./password-link.ts";
import { refuseWeakPassword } from "./password-strength.ts";
import { checkSecondFactor } from "./second-factor.ts";
import { openSession } from "./session.ts";
import { clearSessionCookie, placeOf, setSessionCookie } from "./session-cookie.ts";
import { checkSetupToken, createOwner, setupNeeded } from "./set-up.ts";
import { SignInLimits } from "./sign-in-limits.ts";
import { refuseUnknownTimeZone } from "./time-zone.ts";

const chapter = routes.accounts;

/** Routes for set-up, signing in and out, one's own account and sessions. */
export function accountRoutes(api: Router, context: ServerContext): void {
  const { connection, config } = context;
  const limits = new SignInLimits(context);

  answer(api, chapter.readSetup, async () => ({ needed: await setupNeeded(context) }));

  answer(api, chapter.setUp, async ({ body, request, response }) => {
    await limits.count({ token: body.token }, request.ip ?? "");
    checkSetupToken(context, body.token);
    refuseUnknownTimeZone(body.timeZone);
    refuseWeakPassword(body.password, [body.email, body.name, body.workspace]);
    const { account, workspace } = await createOwner(context, body);
    const token = await openSession(context, account._id, workspace._id, placeOf(request));
    setSessionCookie(response, token, config.publicUrl);
    addAuditDetail(request, {
      workspaceId: String(workspace._id),
      by: actor(account),
      object: { id: String(workspace._id), name: workspace.name },
    });
    return describeMe(context, account._id, workspace._id);
  });

  answer(api, chapter.signIn, async ({ body, request, response }) => {
    const email = normalEmail(body.email);
    const address = request.ip ?? "";
    await limits.count({ email }, address);
    const account = await accounts(connection).findOne({ email }).lean();
    const fits = await passwordFits(account?.passwordHash, body.password);
    if (!account || !fits) {
      throw accountErrors.wrongCredentials();
    }
    await checkSecondFactor(context, account, body.code);
    await limits.forget({ email }, address);
    const places = await placesOf(context, account._id);
    const [place] = places;
    if (!place) {
      throw accountErrors.noWorkspace();
    }
    refuseWithoutSso(config.oidc, places);
    const token = await openSession(context, account._id, place.workspaceId, placeOf(request));
    setSessionCookie(response, token, config.publicUrl);
    addAuditDetail(request, {
      workspaceId: String(place.workspaceId),
      by: actor(account),
      object: { id: "", name: "" },
    });
    return describeMe(context, account._id, place.workspaceId);
  });

  answer(api, chapter.readMe, ({ account, workspaceId, request }) =>
    describeMe(context, account.id, workspaceId, callerOf(request)?.strong),
  );

  answer(api, chapter.signOut, async ({ request, response }) => {
    const sessionId = callerOf(request)?.sessionId ?? "";
    await sessions(connection).deleteOne({ _id: sessionId });
    context.closeSockets({ sessionId });
    clearSessionCookie(response, config.publicUrl);
    return {};
  });

  answer(api, chapter.updateMe, async ({ account, body, request }) => {
    const change: Record<string, unknown> = {};
    if (body.name !== undefined) {
      change.name = body.name;
    }
    if (body.language !== undefined) {
      change.language = body.language;
    }
    if (body.tourEnded !== undefined) {
      change.tourEnded = body.tourEnded;
    }
    if (body.password) {
      await limits.count({ email: account.email }, request.ip ?? "");
      const found = await accounts(connection).findById(account.id).lean();
      const fits = await passwordFits(found?.passwordHash, body.password.current);
      if (!fits) {
        throw accountErrors.wrongCredentials();
      }
      await limits.forget({ email: account.email }, request.ip ?? "");
      refuseWeakPassword(body.password.next, [account.email, body.name ?? account.name]);
      change.passwordHash = await hashPassword(body.password.next);
    }
    await accounts(connection).updateOne({ _id: account.id }, { $set: change });
    if (body.password) {
      // This browser's session stays.
      await endSessionsOf(context, account.id, callerOf(request)?.sessionId);
    }
    return {};
  });

  answer(api, chapter.switchWorkspace, async ({ account, body, request }) => {
    const places = await placesOf(context, account.id);
    const place = places.find((it) => String(it.workspaceId) === body.workspaceId);
    if (!place) {
      throw new NotFound("workspace");
    }
    await moveSession(callerOf(request)?.sessionId, place.workspaceId);
    return describeMe(context, account.id, place.workspaceId, callerOf(request)?.strong);
  });

  answer(api, chapter.createWorkspace, async ({ account, body, request }) => {
    refuseUnknownTimeZone(body.timeZone);
    if (!(await mayMakeWorkspaces(context, account.id))) {
      throw accountErrors.workspacesNotAllowed();
    }
    const accountId = new mongoose.Types.ObjectId(account.id);
    const workspace = await createWorkspace(context, accountId, body);
    await moveSession(callerOf(request)?.sessionId, workspace._id);
    addAuditDetail(request, { object: { id: String(workspace._id), name: workspace.name } });
    return describeMe(context, account.id, workspace._id, callerOf(request)?.strong);
  });

  answer(api, chapter.listSessions, async ({ account, request }) => {
    const found = await sessions(connection)
      .find({ accountId: account.id, expiresAt: { $gt: new Date(context.now()) } })
      .sort({ usedAt: -1 })
      .limit(100)
      .lean();
    const current = callerOf(request)?.sessionId;
    return {
      items: found.map(({ _id, createdAt, usedAt, address, browser }) => ({
        id: String(_id),
        current: String(_id) === current,
        createdAt: createdAt.toISOString(),
        usedAt: usedAt.toISOString(),
        address,
        browser,
      })),
    };
  });

  answer(api, chapter.endSession, async ({ account, params }) => {
    if (!mongoose.isObjectIdOrHexString(params.sessionId)) {
      throw new NotFound("session");
    }
    const filter = { _id: params.sessionId, accountId: account.id };
    const { deletedCount } = await sessions(connection).deleteOne(filter);
    if (deletedCount === 0) {
      throw new NotFound("session");
    }
    context.closeSockets({ sessionId: params.sessionId });
    return {};
  });

  async function moveSession(id: string | undefined, workspaceId: mongoose.Types.ObjectId) {
    await sessions(connection).updateOne({ _id: id ?? "" }, { $set: { workspaceId } });
    await lockSessions(context, { workspaceId });
    if (id !== undefined) {
      context.closeSockets({ sessionId: id });
    }
  }
}

function actor({ _id, name }: Account) {
  return { kind: "member", id: String(_id), name } as const;
}
