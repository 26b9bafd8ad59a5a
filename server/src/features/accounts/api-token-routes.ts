import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { hashToken, newToken } from "../../secrets/token.ts";
import { type ApiToken, apiTokenPrefix, apiTokens } from "./api-token.ts";
import { refuseHigherRole } from "./grant-role.ts";

const chapter = routes.accounts;

/** API tokens for programs. A token is shown once, when it is made. */
export function apiTokenRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.listApiTokens, async ({ workspaceId }) => {
    const found = await apiTokens(connection)
      .in(workspaceId)
      .find({}, { sort: { createdAt: 1 } });
    return { items: found.map(toApiToken) };
  });

  answer(api, chapter.createApiToken, async ({ workspaceId, member, body }) => {
    refuseHigherRole(member.role, body.role);
    const token = newToken(apiTokenPrefix);
    const made = await apiTokens(connection)
      .in(workspaceId)
      .insert({ ...body, tokenHash: hashToken(token), createdAt: new Date(context.now()) });
    return { apiToken: toApiToken(made), token };
  });

  answer(api, chapter.deleteApiToken, async ({ workspaceId, params }) => {
    const gone = await apiTokens(connection).in(workspaceId).deleteOne({ _id: params.tokenId });
    if (gone === 0) throw new NotFound("apiToken");
    return {};
  });
}

function toApiToken({ _id, name, role, createdAt, usedAt }: ApiToken) {
  return {
    id: String(_id),
    name,
    role,
    createdAt: createdAt.toISOString(),
    ...(usedAt ? { usedAt: usedAt.toISOString() } : {}),
  };
}
