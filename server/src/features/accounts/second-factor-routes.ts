import { routes, type ScreenLanguage } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { callerOf } from "../../http/caller.ts";
import { mailText } from "../../pipeline/effects/mail-text.ts";
import { type Account, accounts, normalEmail } from "../../records/account.ts";
import { type MemberRecord, members, placesOf } from "../../records/member.ts";
import { accountErrors } from "./errors.ts";
import { lockSessions } from "./lock-sessions.ts";
import { passwordFits } from "./password.ts";
import { endSessionsOf, makePasswordLink, usePasswordLink } from "./password-link.ts";
import {
  beginSecondFactor,
  checkSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
} from "./second-factor.ts";
import { SignInLimits } from "./sign-in-limits.ts";

const chapter = routes.accounts;

/** Adds the routes of the second factor, of new passwords, and of ending all sessions. */
export function secondFactorRoutes(api: Router, context: ServerContext): void {
  const { connection, config, log } = context;
  const limits = new SignInLimits(context);

  answer(api, chapter.beginSecondFactor, async ({ account, body, request }) => {
    await limited(account.email, request.ip, async () => {
      const found = await own(account.id);
      if (!(await passwordFits(found.passwordHash, body.password))) {
        throw accountErrors.wrongCredentials();
      }
    });
    return beginSecondFactor(context, account);
  });
  answer(api, chapter.confirmSecondFactor, async ({ account, body, request }) => {
    const recoveryCodes = await limited(account.email, request.ip, async () => {
      const found = await own(account.id);
      return confirmSecondFactor(context, found, body.code);
    });
    await lockSessions(context, { accountId: account.id });
    return { recoveryCodes };
  });
  answer(api, chapter.removeSecondFactor, async ({ account, body, request }) => {
    await codeOf(account.id, body.code, request.ip);
    await accounts(connection).updateOne({ _id: account.id }, { $unset: { totp: 1 } });
    await lockSessions(context, { accountId: account.id });
    return {};
  });
  answer(api, chapter.renewRecoveryCodes, async ({ account, body, request }) => {
    const found = await codeOf(account.id, body.code, request.ip);
    return { recoveryCodes: await renewRecoveryCodes(context, found) };
  });
  answer(api, chapter.endOtherSessions, async ({ account, request }) => {
    await endSessionsOf(context, account.id, callerOf(request)?.sessionId);
    return {};
  });

  answer(api, chapter.resetSecondFactor, async ({ workspaceId, params, grantor }) => {
    const target = await find(workspaceId, params.memberId, grantor);
    await accounts(connection).updateOne(
      { _id: target.accountId },
      { $unset: { totp: 1, pendingTotp: 1 } },
    );
    await endSessionsOf(context, target.accountId);
    return {};
  });
  answer(api, chapter.makePasswordLink, async ({ workspaceId, params, grantor }) => {
    const target = await find(workspaceId, params.memberId, grantor);
    return { link: await makePasswordLink(context, target.accountId) };
  });
  answer(api, chapter.askPasswordLink, async ({ body, request }) => {
    const email = normalEmail(body.email);
    await limits.count({ email }, request.ip ?? "");
    if (!config.smtp) {
      return { mailed: false };
    }
    const found = await accounts(connection).findOne({ email }).lean();
    if (found) {
      // Answers before the mail is sent: the time would tell whether the account exists.
      void mailLink(found).catch((error: unknown) => {
        log.error({ err: error, accountId: String(found._id) }, "failed to mail a password link");
      });
    }
    return { mailed: true };
  });
  answer(api, chapter.resetPassword, async ({ body, request }) => {
    await limits.count({ token: body.token }, request.ip ?? "");
    const person = await usePasswordLink(context, body);
    const [place] = await placesOf(context, person.id);
    addAuditDetail(request, {
      ...defined({ workspaceId: place ? String(place.workspaceId) : undefined }),
      by: { kind: "member", ...person },
      object: person,
      changes: [],
    });
    return {};
  });

  async function mailLink({ _id, email, language }: Account): Promise<void> {
    const link = await makePasswordLink(context, _id);
    const text = passwordMails[language](link);
    const id = `password:${_id}:${context.now()}`;
    const outcome = await mailText({ id, address: email, text }, config.smtp);
    if ("error" in outcome) {
      throw new Error(outcome.error.code);
    }
  }

  /** Counts an attempt at a password or a code; a right one is forgotten. */
  async function limited<T>(email: string, ip: string | undefined, attempt: () => Promise<T>) {
    await limits.count({ email }, ip ?? "");
    const result = await attempt();
    await limits.forget({ email }, ip ?? "");
    return result;
  }

  async function codeOf(accountId: string, code: string, ip: string | undefined) {
    const found = await own(accountId);
    await limited(found.email, ip, () => checkSecondFactor(context, found, code));
    return found;
  }

  async function own(accountId: string): Promise<Account> {
    const found = await accounts(connection).findById(accountId).lean();
    if (!found) {
      throw new NotFound("account");
    }
    return found;
  }

  /** An owner acts on accounts that belong to their workspaces only. */
  async function find(workspaceId: string, memberId: string, grantor: string | undefined) {
    const target = await members(connection).in(workspaceId).findById(memberId);
    if (!target) {
      throw new NotFound("member");
    }
    const theirs = await placesOf(context, target.accountId);
    const mine = grantor === undefined ? [] : await placesOf(context, grantor);
    const owned = new Set(mine.filter(isOwner).map((it) => String(it.workspaceId)));
    if (theirs.some((it) => !owned.has(String(it.workspaceId)))) {
      throw accountErrors.elsewhere();
    }
    return target;
  }
}

const passwordMails: Readonly<Record<ScreenLanguage, (link: string) => string>> = {
  en: (link) =>
    `Set a new password for Chatloom\n\nOpen this link within a day: ${link}\n\nIf you did not ask for it, ignore this mail.`,
  vi: (link) =>
    `Đặt mật khẩu mới cho Chatloom\n\nMở liên kết này trong vòng một ngày: ${link}\n\nNếu bạn không yêu cầu, hãy bỏ qua thư này.`,
  bn: (link) =>
    `Chatloom-এর জন্য নতুন পাসওয়ার্ড দিন\n\nএক দিনের মধ্যে এই লিংকটি খুলুন: ${link}\n\nআপনি না চেয়ে থাকলে এই মেইলটি উপেক্ষা করুন।`,
};

function isOwner({ role }: MemberRecord): boolean {
  return role === "owner";
}
