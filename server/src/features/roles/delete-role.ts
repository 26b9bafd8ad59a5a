import type { ServerContext } from "../../context/server-context.ts";
import { members } from "../../records/member.ts";
import { type RoleRecord, roleRecords } from "../../records/role-model.ts";
import { apiTokens } from "../accounts/api-token.ts";
import { reduceGrants } from "../accounts/end-grants.ts";
import { canBeGiven, giveRole } from "../accounts/grant-role.ts";
import { invitations } from "../accounts/invitation.ts";
import { groupsWithRole } from "../sso/mapped-role.ts";
import { roleErrors } from "./errors.ts";
import { readUse } from "./role-use.ts";

/** How long a deletion may take before another process calls it off. */
const patienceMs = 30_000;

/**
 * Deletes a role. Whoever and whatever has it gets `moveTo`; without that, a role in use is refused. From the first write on nobody can
 * get the role, so that nobody is left with one that does not exist. Throws `roleErrors`.
 */
export async function deleteRole(
  context: ServerContext,
  role: RoleRecord,
  moveTo: string | undefined,
): Promise<void> {
  const { connection, config, now } = context;
  const { _id, workspaceId: place } = role;
  const workspaceId = String(place);
  const id = String(_id);
  const model = roleRecords(connection).in(workspaceId);
  const groups = await groupsWithRole(connection, config.oidc, role);
  if (groups.length > 0) {
    throw roleErrors.inConfiguration(groups);
  }
  if (!(await canBeGiven(context, workspaceId, id))) {
    throw roleErrors.changed();
  }
  const closingUntil = now() + patienceMs;
  const closing = await model.findOneAndUpdate(
    { _id, closingUntil: { $exists: false } },
    { $set: { closingUntil } },
  );
  if (!closing) {
    throw roleErrors.changed();
  }
  try {
    if (moveTo !== undefined) {
      await moveUse(context, role, moveTo);
    }
    const use = await readUse(context, role);
    if (use.members.length + use.invitations.length + use.tokens.length > 0) {
      throw roleErrors.inUse(use);
    }
    if ((await model.deleteOne({ _id, closingUntil })) === 0) {
      throw roleErrors.changed();
    }
  } catch (error) {
    await model.updateOne({ _id, closingUntil }, { $unset: { closingUntil: 1 } });
    throw error;
  }
}

/** Gives another role to all that have a role, and limits what those members gave to others. */
async function moveUse(context: ServerContext, role: RoleRecord, moveTo: string): Promise<void> {
  const { connection } = context;
  const workspaceId = String(role.workspaceId);
  const id = String(role._id);
  const places = [members, invitations, apiTokens].map((it) => it(connection).in(workspaceId));
  const all = await members(connection).in(workspaceId).find({ role: id });
  const moved = await Promise.all(places.map((it) => it.distinct("_id", { role: id })));
  const move = (before: string, after: string) =>
    Promise.all(
      places.map((it, place) =>
        it.updateMany({ _id: { $in: moved[place] }, role: before }, { $set: { role: after } }),
      ),
    );
  await giveRole(
    context,
    workspaceId,
    moveTo,
    () => move(id, moveTo),
    () => move(moveTo, id),
  );
  for (const { accountId } of all) {
    await reduceGrants(context, workspaceId, String(accountId), moveTo);
  }
  context.closeSockets({ role: id, workspaceId });
}
