import type { Role } from "@chatloom/api-schema";
import type mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { mayActAs } from "../../http/caller.ts";
import { memberOf } from "../../records/member.ts";
import { hashToken } from "../../secrets/token.ts";
import { defineCollection, type Stored } from "../../store/scoped-model.ts";

/** Lets a program act in the workspace with a role. */
export interface ApiTokenFields {
  tokenHash: string;
  name: string;
  role: Role;
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

/** The API token that a program sent, with the role it has now. Notes, once a minute, that it is used. */
export async function findApiToken(
  context: ServerContext,
  token: string,
): Promise<ApiToken | undefined> {
  if (!token.startsWith(apiTokenPrefix)) {
    return undefined;
  }
  const model = apiTokens(context.connection).acrossWorkspaces as mongoose.Model<ApiToken>;
  const found = (await model.findOne({ tokenHash: hashToken(token) }).lean()) as ApiToken | null;
  const now = context.now();
  if (!found || (found.expiresAt && found.expiresAt.getTime() <= now)) {
    return undefined;
  }
  const role = await roleNow(context, found);
  if (!role) {
    return undefined;
  }
  if (!found.usedAt || now - found.usedAt.getTime() > touchEveryMs) {
    await apiTokens(context.connection)
      .in(found.workspaceId)
      .updateOne({ _id: found._id }, { $set: { usedAt: new Date(now) } });
  }
  return { ...found, role };
}

/** The lower of the token's role and its maker's; undefined once the maker is no member. */
async function roleNow(
  context: ServerContext,
  { madeBy, role, workspaceId }: ApiToken,
): Promise<Role | undefined> {
  if (madeBy === undefined) {
    return role;
  }
  const maker = await memberOf(context, workspaceId, madeBy);
  if (!maker) {
    return undefined;
  }
  return mayActAs(maker.role, role) ? role : maker.role;
}
