import Type from "typebox";
import { Optional } from "./optional.ts";
import { RoleId } from "./role-schema.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

/** An API token. It may do what its role and the role of its creator both allow. Tokens of earlier versions lack `madeBy`. */
const ApiToken = Exact({
  id: Id,
  name: Name,
  role: RoleId,
  madeBy: Optional(Exact({ accountId: Id, name: Type.String() })),
  createdAt: Moment,
  expiresAt: Optional(Moment),
  usedAt: Optional(Moment),
});
export const listApiTokens = defineRoute({
  method: "get",
  path: "/api-tokens",
  tag: "API tokens",
  access: "admin",
  summary: "List API tokens",
  reply: Exact({ items: Type.Array(ApiToken) }),
});
export const createApiToken = defineRoute({
  method: "post",
  path: "/api-tokens",
  tag: "API tokens",
  access: "admin",
  audit: "apiToken.created",
  summary: "Make an API token; it is shown once",
  body: Exact({ name: Name, role: RoleId, expiresAt: Optional(Moment) }),
  reply: Exact({ apiToken: ApiToken, token: Type.String() }),
  errors: ["role.not-found"],
});
export const deleteApiToken = defineRoute({
  method: "delete",
  path: "/api-tokens/:tokenId",
  tag: "API tokens",
  access: "admin",
  audit: "apiToken.withdrawn",
  summary: "Withdraw an API token",
  params: Type.Object({ tokenId: Id }),
  reply: Nothing,
});
