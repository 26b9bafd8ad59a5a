import type { Permission } from "@chatloom/api-schema";
import type mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { memberOf } from "../../records/member.ts";
import { permissionsOf } from "../../records/role-permissions.ts";
import { hashToken } from "../../secrets/token.ts";
import { defineCollection, type Stored } from "../../store/scoped-model.ts";

/** Lets a program act in the workspace with a role. */
export interface ApiTokenFields {
  tokenHash: string;
  name: string;
  role: string;
  /** The account whose member made it; the token never has more rights than that member has now. */
  madeBy?: string | undefined;
  expiresAt?: Date | undefined;
  createdAt: Date;
  usedAt?: Date;
}
export type ApiToken = Stored<ApiTokenFields>;

/** Every API token starts so, which lets secret scanners find leaked ones. */
export const apiTokenPrefix = "clm_";
const touchEveryMs = 60_000;

/** The API tokens of a connection's workspaces. */
export const apiTokens = defineCollection<ApiTokenFields>(
  "apiTokens",
  {
    tokenHash: String,
    name: String,
    role: String,
    madeBy: String,
    expiresAt: Date,
    createdAt: Date,
    usedAt: Date,
  },
  [
    [{ tokenHash: 1 }, { unique: true }],
    [{ workspaceId: 1, createdAt: 1 }],
    [{ workspaceId: 1, madeBy: 1 }],
  ],
);

/** An API token with what it may do now. */
export interface UsedToken extends ApiToken {
  readonly permissions: ReadonlySet<Permission>;
}

/** The API token that a program sent, with what it may do now. Notes, once a minute, that it is used. */
export async function findApiToken(
  context: ServerContext,
  token: string,
): Promise<UsedToken | undefined> {
  if (!token.startsWith(apiTokenPrefix)) {
    return undefined;
  }
  const model = apiTokens(context.connection).acrossWorkspaces as mongoose.Model<ApiToken>;
  const found = (await model.findOne({ tokenHash: hashToken(token) }).lean()) as ApiToken | null;
  const now = context.now();
  if (!found || (found.expiresAt && found.expiresAt.getTime() <= now)) {
    return undefined;
  }
  const permissions = await permissionsNow(context, found);
  if (!permissions) {
    return undefined;
  }
  if (!found.usedAt || now - found.usedAt.getTime() > touchEveryMs) {
    await apiTokens(context.connection)
      .in(found.workspaceId)
      .updateOne({ _id: found._id }, { $set: { usedAt: new Date(now) } });
  }
  return { ...found, permissions };
}

/** Returns the permissions that the roles of the token and of its maker share; undefined once the maker is no member. */
async function permissionsNow(
  context: ServerContext,
  { madeBy, role, workspaceId }: ApiToken,
): Promise<ReadonlySet<Permission> | undefined> {
  const { connection } = context;
  const own = await permissionsOf(connection, workspaceId, role);
  if (madeBy === undefined) {
    return own;
  }
  const maker = await memberOf(context, workspaceId, madeBy);
  if (!maker) {
    return undefined;
  }
  const most = await permissionsOf(connection, workspaceId, maker.role);
  return new Set([...own].filter((it) => most.has(it)));
}
