import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { invalidAt, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { hashToken, newToken } from "../../secrets/token.ts";
import { type ApiToken, apiTokenPrefix, apiTokens } from "./api-token.ts";
import { giveRole, refuseHigherRole } from "./grant-role.ts";
import { namesOf } from "./names-of.ts";

const chapter = routes.accounts;

/** API tokens for programs. A token is shown once, when it is made. */
export function apiTokenRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.listApiTokens, async ({ workspaceId }) => {
    const found = await apiTokens(connection)
      .in(workspaceId)
      .find({}, { sort: { createdAt: 1 } });
    const names = await namesOf(
      context,
      found.map((it) => it.madeBy),
    );
    return { items: found.map((it) => toApiToken(it, names)) };
  });

  answer(api, chapter.createApiToken, async ({ workspaceId, member, grantor, body }) => {
    await refuseHigherRole(context, workspaceId, member, body.role);
    const { name, role } = body;
    const expiresAt = body.expiresAt === undefined ? undefined : new Date(body.expiresAt);
    if (expiresAt && expiresAt.getTime() <= context.now()) {
      const flaw = { at: "/expiresAt", message: "must be in the future" };
      throw invalidAt("request.invalid", flaw);
    }
    const token = newToken(apiTokenPrefix);
    const tokens = apiTokens(connection).in(workspaceId);
    const made = await giveRole(
      context,
      workspaceId,
      role,
      () =>
        tokens.insert({
          name,
          role,
          madeBy: grantor,
          expiresAt,
          tokenHash: hashToken(token),
          createdAt: new Date(context.now()),
        }),
      ({ _id }) => tokens.deleteOne({ _id }),
    );
    return { apiToken: toApiToken(made, await namesOf(context, [made.madeBy])), token };
  });

  answer(api, chapter.deleteApiToken, async ({ workspaceId, member, params }) => {
    const tokens = apiTokens(connection).in(workspaceId);
    const found = await tokens.findById(params.tokenId);
    if (!found) {
      throw new NotFound("apiToken");
    }
    await refuseHigherRole(context, workspaceId, member, found.role);
    await tokens.deleteOne({ _id: found._id });
    return {};
  });
}

function toApiToken(
  { _id, name, role, madeBy, createdAt, expiresAt, usedAt }: ApiToken,
  names: ReadonlyMap<string, string>,
) {
  return {
    id: String(_id),
    name,
    role,
    madeBy: madeBy === undefined ? undefined : { accountId: madeBy, name: names.get(madeBy) ?? "" },
    expiresAt: expiresAt?.toISOString(),
    createdAt: createdAt.toISOString(),
    usedAt: usedAt?.toISOString(),
  };
}
