import type { ServerContext } from "../../context/server-context.ts";
import { type MemberFields, members } from "../../records/member.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { giveRole } from "./grant-role.ts";

/** Makes somebody a member, unless they are one already. Throws `role.not-found` where the role is being deleted. */
export async function joinWith(
  context: ServerContext,
  workspaceId: string,
  member: MemberFields,
): Promise<void> {
  const all = members(context.connection).in(workspaceId);
  const insert = async () => {
    try {
      return await all.insert(member);
    } catch (error) {
      if (isDuplicateKey(error)) {
        return undefined;
      }
      throw error;
    }
  };
  await giveRole(context, workspaceId, member.role, insert, async (made) => {
    if (made) {
      await all.deleteOne({ _id: made._id });
    }
  });
}
