import { type InboxView, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { type CallingMember, may } from "../../http/caller.ts";
import { type InboxViewFields, inboxViews } from "../../records/inbox-view-model.ts";
import type { Stored } from "../../store/scoped-model.ts";

const most = 200;

/** Routes of the saved views of the inbox. */
export function viewRoutes(api: Router, { connection, now }: ServerContext): void {
  const { inbox: declared } = routes;

  answer(api, declared.listViews, async ({ workspaceId, member }) => {
    const found = await inboxViews(connection)
      .in(workspaceId)
      .find(
        { $or: [{ shared: true }, { memberId: member.id }] },
        { sort: { createdAt: 1 }, limit: most },
      );
    return { items: found.map((it) => present(it, member)) };
  });

  answer(api, declared.createView, async ({ workspaceId, member, body }) => {
    const model = inboxViews(connection).in(workspaceId);
    if ((await model.count({}, most)) >= most) {
      throw new Conflict("view.too-many", `A workspace has at most ${most} saved views`);
    }
    const { name, filter, shared } = body;
    const made = await model.insert({
      name: name.trim(),
      filter,
      shared,
      memberId: member.id,
      createdAt: now(),
    });
    return present(made, member);
  });

  answer(api, declared.updateView, async ({ workspaceId, member, params, body }) => {
    const view = await changeable(workspaceId, member, params.viewId);
    const { name, filter, shared } = body;
    const updated = await inboxViews(connection)
      .in(workspaceId)
      .findOneAndUpdate({ _id: view._id }, { $set: { name: name.trim(), filter, shared } });
    if (!updated) {
      throw new NotFound("view");
    }
    return present(updated, member);
  });

  answer(api, declared.deleteView, async ({ workspaceId, member, params }) => {
    const view = await changeable(workspaceId, member, params.viewId);
    await inboxViews(connection).in(workspaceId).deleteOne({ _id: view._id });
    return {};
  });

  /** Finds a view that the member may change: one's own, or a shared one. */
  async function changeable(workspaceId: string, member: CallingMember, viewId: string) {
    const view = await inboxViews(connection).in(workspaceId).findById(viewId);
    const permitted =
      view?.memberId === member.id || (view?.shared === true && may(member, "inbox.arrange"));
    if (!view || !permitted) {
      throw new NotFound("view");
    }
    return view;
  }
}

function present(
  { _id, name, filter, shared, memberId }: Stored<InboxViewFields>,
  member: CallingMember,
): InboxView {
  return { id: String(_id), name, filter, shared, mine: memberId === member.id };
}
