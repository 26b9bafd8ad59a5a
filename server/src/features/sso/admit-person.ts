import { screenLanguageOf } from "@chatloom/api-schema";
import type { OidcSettings } from "../../context/read-oidc.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type Account, accounts, normalEmail } from "../../records/account.ts";
import { type MemberRecord, memberOf, members, placesOf } from "../../records/member.ts";
import { newToken } from "../../secrets/token.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { reduceGrants } from "../accounts/end-grants.ts";
import { giveRole } from "../accounts/grant-role.ts";
import { type Invitation, invitations, supportOf } from "../accounts/invitation.ts";
import { joinWith } from "../accounts/join-with.ts";
import { hashPassword } from "../accounts/password.ts";
import { roleOfGroups, ssoWorkspace } from "./mapped-role.ts";
import type { Identity } from "./oidc-provider.ts";
import { SsoError } from "./sso-error.ts";

/** Where a person of the identity provider is let in. */
export interface Admitted {
  readonly account: Pick<Account, "_id" | "name">;
  readonly workspaceId: ObjectId;
  /** The role that this sign-in gave, where it differs from the one before. */
  readonly role?: { readonly before: string | undefined; readonly after: string } | undefined;
}

/**
 * Finds the account and the workspace of a person whom the identity provider vouches for, and makes what is missing. The groups decide
 * the role; an open invitation counts where no group does. Throws `SsoError` where neither lets them in.
 */
export async function admitPerson(
  context: ServerContext,
  settings: OidcSettings,
  { issuer, subject, claims }: Identity,
): Promise<Admitted> {
  const { connection } = context;
  const workspaceId = await workspaceOf();
  const email = typeof claims.email === "string" ? normalEmail(claims.email) : undefined;
  const verified = settings.trustEmail || claims.email_verified === true;
  const groups = groupsOf(claims, settings.groupsClaim);
  const mapped = await roleOfGroups(connection, workspaceId, groups, settings);
  const linked = await accounts(connection)
    .findOne({ sso: `${issuer} ${subject}` })
    .lean();
  const account = linked ?? (email && verified ? await byEmail(email) : undefined);
  const invitation = await openInvitation();
  const place = account && (await memberOf(context, workspaceId, account._id));
  if (account && place) {
    return { account, workspaceId, role: await changeRole(place) };
  }
  const support = mapped === undefined && invitation ? supportOf(invitation) : {};
  const role = mapped ?? invitation?.role;
  if (role !== undefined) {
    const joining = account ?? (await createAccount());
    await join(joining._id, role);
    return { account: joining, workspaceId, role: { before: undefined, after: role } };
  }
  // A member of other workspaces only signs in there.
  const [elsewhere] = account ? await placesOf(context, account._id) : [];
  if (account && elsewhere) {
    return { account, workspaceId: elsewhere.workspaceId };
  }
  if (!account && email === undefined) {
    throw new SsoError("email", "The provider told no e-mail address");
  }
  throw new SsoError("role", "No group of this person has a role here, and nobody invited them");

  async function workspaceOf(): Promise<ObjectId> {
    const found = await ssoWorkspace(connection, settings);
    if (!found) {
      throw new SsoError("unavailable", "The workspace that people join does not exist");
    }
    return found;
  }

  /** An account that somebody made with a password is taken over by its verified address, once. */
  async function byEmail(address: string): Promise<Account | undefined> {
    const found = await accounts(connection).findOne({ email: address }).lean();
    if (!found) {
      return undefined;
    }
    if (found.sso !== undefined) {
      throw new SsoError("email", "The account with this address belongs to another person there");
    }
    await accounts(connection).updateOne(
      { _id: found._id, sso: { $exists: false } },
      { $set: { sso: `${issuer} ${subject}` } },
    );
    return found;
  }

  async function openInvitation(): Promise<Invitation | undefined> {
    if (!email || !verified) {
      return undefined;
    }
    const expiresAt = { $gt: new Date(context.now()) };
    return invitations(connection).in(workspaceId).findOne({ email, expiresAt });
  }

  async function createAccount(): Promise<Account> {
    if (!email || !verified) {
      throw new SsoError("email", "The provider did not verify the e-mail address");
    }
    const given = typeof claims.name === "string" ? claims.name.trim().slice(0, 120) : "";
    try {
      return await accounts(connection).create({
        name: given || email.split("@", 1)[0] || email,
        email,
        // Nobody knows this password; a link sets another.
        passwordHash: await hashPassword(newToken()),
        language: screenLanguageOf(String(claims.locale ?? "")),
        createdAt: new Date(context.now()),
        sso: `${issuer} ${subject}`,
      });
    } catch (error) {
      if (isDuplicateKey(error)) {
        throw new SsoError("expired", "The same person signed in twice at once");
      }
      throw error;
    }
  }

  async function join(accountId: ObjectId, role: string): Promise<void> {
    const joinedAt = new Date(context.now());
    const bySso = mapped !== undefined;
    await joinWith(context, String(workspaceId), { accountId, role, joinedAt, bySso, ...support });
    if (invitation) {
      await invitations(connection).in(workspaceId).deleteOne({ _id: invitation._id });
    }
  }

  /** Keeps a member's role as the groups say. Owners keep theirs: somebody must be able to repair the mapping. Support keeps what it was granted. */
  async function changeRole(place: MemberRecord): Promise<Admitted["role"]> {
    const { _id, role, bySso, accountId, until } = place;
    if (mapped === undefined && bySso) {
      throw new SsoError("role", "No group of this person has a role here any more");
    }
    if (mapped === undefined || mapped === role || role === "owner" || until !== undefined) {
      return undefined;
    }
    const all = members(connection).in(workspaceId);
    await giveRole(
      context,
      String(workspaceId),
      mapped,
      () => all.updateOne({ _id, role }, { $set: { role: mapped, bySso: true } }),
      () => all.updateOne({ _id, role: mapped }, { $set: { role } }),
    );
    await reduceGrants(context, String(workspaceId), String(accountId), mapped);
    context.closeSockets({ accountId: String(accountId), workspaceId: String(workspaceId) });
    return { before: role, after: mapped };
  }
}

/** Lists the groups that a claim holds: a list, one text, or what a dotted name leads to. */
function groupsOf(claims: Readonly<Record<string, unknown>>, name: string): string[] {
  const found = Object.hasOwn(claims, name)
    ? claims[name]
    : name
        .split(".")
        .reduce<unknown>(
          (value, key) =>
            value !== null && typeof value === "object" && Object.hasOwn(value, key)
              ? (value as Readonly<Record<string, unknown>>)[key]
              : undefined,
          claims,
        );
  const list = Array.isArray(found) ? found : [found];
  return list.filter((it): it is string => typeof it === "string");
}
