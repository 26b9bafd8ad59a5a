import { type Passkey, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { type Account, accounts, type StoredPasskey } from "../../records/account.ts";
import { placesOf } from "../../records/member.ts";
import { describeMe } from "../accounts/describe-me.ts";
import { accountErrors, refuseWithoutSso } from "../accounts/errors.ts";
import { passwordFits } from "../accounts/password.ts";
import { openSession } from "../accounts/session.ts";
import { placeOf, setSessionCookie } from "../accounts/session-cookie.ts";
import { SignInLimits } from "../accounts/sign-in-limits.ts";
import {
  authenticationOptions,
  readAuthentication,
  readRegistration,
  registrationOptions,
} from "./passkey.ts";

const chapter = routes.passkeys;
const most = 20;

/** Adds the routes of passkeys: adding, naming and removing one's own, and signing in with one. */
export function passkeyRoutes(api: Router, context: ServerContext): void {
  const { connection, config, now } = context;
  const limits = new SignInLimits(context);

  answer(api, chapter.listPasskeys, async ({ account }) => list(await own(account.id)));
  answer(api, chapter.beginPasskey, async ({ account, body, request }) => {
    const attempt = { email: account.email };
    await limits.count(attempt, request.ip ?? "");
    const found = await own(account.id);
    if (!(await passwordFits(found.passwordHash, body.password))) {
      throw accountErrors.wrongCredentials();
    }
    await limits.forget(attempt, request.ip ?? "");
    refuseTooMany(found);
    return { options: await registrationOptions(context, found) };
  });
  answer(api, chapter.addPasskey, async ({ account, body }) => {
    refuseTooMany(await own(account.id));
    const made = await readRegistration(context, account.id, body.response);
    const passkey: StoredPasskey = { ...made, name: body.name, createdAt: new Date(now()) };
    await accounts(connection).updateOne({ _id: account.id }, { $push: { passkeys: passkey } });
    return list(await own(account.id));
  });
  answer(api, chapter.renamePasskey, async ({ account, params, body }) => {
    const { matchedCount } = await accounts(connection).updateOne(
      { _id: account.id, "passkeys.id": params.passkeyId },
      { $set: { "passkeys.$.name": body.name } },
    );
    if (matchedCount === 0) {
      throw new NotFound("passkey");
    }
    return list(await own(account.id));
  });
  answer(api, chapter.removePasskey, async ({ account, params }) => {
    const { matchedCount } = await accounts(connection).updateOne(
      { _id: account.id, "passkeys.id": params.passkeyId },
      { $pull: { passkeys: { id: params.passkeyId } } },
    );
    if (matchedCount === 0) {
      throw new NotFound("passkey");
    }
    return {};
  });

  answer(api, chapter.askPasskey, async ({ request }) => {
    await limits.countAddress(request.ip ?? "");
    return { options: await authenticationOptions(context) };
  });
  answer(api, chapter.signInWithPasskey, async ({ body, request, response }) => {
    await limits.countAddress(request.ip ?? "");
    const account = await readAuthentication(context, body.response);
    const places = await placesOf(context, account._id);
    const [place] = places;
    if (!place) {
      throw accountErrors.noWorkspace();
    }
    refuseWithoutSso(config.oidc, places);
    const from = placeOf(request);
    const token = await openSession(context, account._id, place.workspaceId, from, "passkey");
    setSessionCookie(response, token, config.publicUrl);
    addAuditDetail(request, {
      workspaceId: String(place.workspaceId),
      by: { kind: "member", id: String(account._id), name: account.name },
      object: { id: "", name: "" },
    });
    return describeMe(context, account._id, place.workspaceId, true);
  });

  async function own(accountId: string): Promise<Account> {
    const found = await accounts(connection).findById(accountId).lean();
    if (!found) {
      throw new NotFound("account");
    }
    return found;
  }
}

function refuseTooMany({ passkeys = [] }: Account): void {
  if (passkeys.length >= most) {
    throw new Conflict("passkey.too-many", `An account has at most ${most} passkeys`);
  }
}

function list({ passkeys = [] }: Account): { items: Passkey[] } {
  return {
    items: passkeys.map(({ id, name, synced, createdAt, usedAt }) => ({
      id,
      name,
      synced,
      createdAt: createdAt.toISOString(),
      usedAt: usedAt?.toISOString(),
    })),
  };
}
