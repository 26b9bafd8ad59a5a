import { type FlowThread, routes } from "@chatloom/api-schema";
import { type FlowNode, nodeTypeOf } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { flows } from "../../records/flow-model.ts";
import { findFlow } from "../../records/flow-store.ts";
import { flowThreads, type StoredThread } from "../../records/flow-thread-model.ts";
import { refuseUnknownMembers } from "../../records/refuse-unknown-members.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import {
  readBy,
  type ThreadState,
  withChangedComment,
  withComment,
  withoutComment,
} from "./thread-changes.ts";

const chapter = routes.flowComments;
const mostListed = 50;
const mostTries = 10;

interface Place {
  readonly workspaceId: string;
  readonly flowId: string;
  readonly nodeId: string;
}

/** Routes of the comments on steps. */
export function commentRoutes(api: Router, context: ServerContext): void {
  const { connection, now } = context;
  const threadsIn = (workspaceId: string) => flowThreads(connection).in(workspaceId);

  answer(api, chapter.listFlowComments, async ({ workspaceId, params: { flowId }, member }) => {
    const known = await flows(connection).in(workspaceId).count({ _id: flowId }, 1);
    if (known === 0) {
      throw new NotFound("flow");
    }
    const found = await threadsIn(workspaceId).find({ flowId }, { sort: { updatedAt: -1 } });
    return { items: found.map((it) => present(it, member.id)) };
  });

  answer(api, chapter.addFlowComment, async ({ workspaceId, params, member, body }) => {
    const { text, mentions = [] } = body;
    const place = { workspaceId, ...params };
    await refuseUnknownMembers(connection, workspaceId, mentions);
    const { draft } = await findFlow(context, workspaceId, params.flowId);
    const node = draft.nodes.find((it) => it.id === params.nodeId);
    await beginThread(place, node);
    const id = String(new mongoose.Types.ObjectId());
    const comment = { id, memberId: member.id, by: member.name, text, mentions, at: now() };
    const changed = await change(place, (thread) =>
      withComment({ ...thread, step: node ? stepOf(node) : thread.step }, comment),
    );
    return present(changed, member.id);
  });

  answer(api, chapter.changeFlowComment, async ({ workspaceId, params, member, body }) => {
    const { text, mentions = [] } = body;
    await refuseUnknownMembers(connection, workspaceId, mentions);
    const edited = { id: params.commentId, text, mentions, editedAt: now() };
    const changed = await change({ workspaceId, ...params }, (thread) =>
      withChangedComment(thread, member.id, edited),
    );
    return present(changed, member.id);
  });

  answer(api, chapter.deleteFlowComment, async ({ workspaceId, params, member }) => {
    const { _id, comments, version } = await change({ workspaceId, ...params }, (thread) =>
      withoutComment(thread, params.commentId, member.id),
    );
    if (comments.length === 0) {
      // Somebody may have commented meanwhile: then the thread has another version, and stays.
      await threadsIn(workspaceId).deleteOne({ _id, version });
    }
    return {};
  });

  answer(api, chapter.resolveFlowComments, async ({ workspaceId, params, member, body }) => {
    const changed = await change({ workspaceId, ...params }, (thread) => ({
      ...thread,
      resolved: body.resolved,
      resolvedBy: body.resolved ? member.name : "",
    }));
    return present(changed, member.id);
  });

  answer(api, chapter.readFlowMentions, async ({ workspaceId, params, member }) => {
    await change({ workspaceId, ...params }, (thread) => readBy(thread, member.id));
    return {};
  });

  answer(api, chapter.listFlowMentions, async ({ workspaceId, member }) => {
    const found = await threadsIn(workspaceId).find(
      { unread: member.id },
      { sort: { updatedAt: -1 }, limit: mostListed },
    );
    const named = await flows(connection)
      .in(workspaceId)
      .find({ _id: { $in: found.map((it) => it.flowId) } }, { projection: { name: 1 } });
    const items = found.flatMap(({ flowId, nodeId, comments }) => {
      const flow = named.find((it) => String(it._id) === String(flowId));
      const comment = comments.findLast((it) => it.mentions.includes(member.id));
      return flow && comment
        ? [
            {
              flowId: String(flowId),
              flowName: flow.name,
              nodeId,
              by: comment.by,
              text: comment.text,
              at: new Date(comment.at).toISOString(),
            },
          ]
        : [];
    });
    return { items };
  });

  /** Makes the thread of a step, unless there is one. Throws `step.not-found` where the draft has no such step. */
  async function beginThread(place: Place, node: FlowNode | undefined): Promise<void> {
    const { workspaceId, flowId, nodeId } = place;
    const model = threadsIn(workspaceId);
    if (await model.findOne({ flowId, nodeId })) {
      return;
    }
    if (!node) {
      throw new NotFound("step");
    }
    try {
      await model.insert({
        flowId: new mongoose.Types.ObjectId(flowId),
        nodeId,
        step: stepOf(node),
        resolved: false,
        comments: [],
        unread: [],
        updatedAt: now(),
        version: 0,
      });
    } catch (error) {
      // Two members began it at once.
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
  }

  /** Changes a thread in one write, again from the newest state where somebody else was faster, and tells everyone. */
  async function change(
    { workspaceId, flowId, nodeId }: Place,
    apply: (thread: ThreadState) => ThreadState | undefined,
  ): Promise<StoredThread> {
    const model = threadsIn(workspaceId);
    for (let tries = 0; tries < mostTries; tries++) {
      const thread = await model.findOne({ flowId, nodeId });
      if (!thread) {
        throw new NotFound("comment");
      }
      const next = apply(thread);
      if (!next) {
        return thread;
      }
      const { step, resolved, resolvedBy = "", comments, unread } = next;
      const written = await model.findOneAndUpdate(
        { _id: thread._id, version: thread.version },
        {
          $set: { step, resolved, resolvedBy, comments, unread, updatedAt: now() },
          $inc: { version: 1 },
        },
      );
      if (written) {
        context.announce(workspaceId, "flow.commentsChanged", { flowId });
        return written;
      }
    }
    throw new Conflict("comment.busy", "Many members write here at once; try again");
  }
}

function stepOf(node: FlowNode): FlowThread["step"] {
  return { type: node.type, summary: nodeTypeOf(node).summary(node.data).slice(0, 200) };
}

function present(thread: StoredThread, memberId: string): FlowThread {
  const { nodeId, step, resolved, resolvedBy, comments, unread } = thread;
  return {
    nodeId,
    step: { type: step.type, summary: step.summary },
    resolved,
    resolvedBy: resolvedBy || undefined,
    comments: comments.map(({ at, editedAt, mentions, ...comment }) => ({
      id: comment.id,
      memberId: comment.memberId,
      by: comment.by,
      text: comment.text,
      mentions: [...mentions],
      at: new Date(at).toISOString(),
      editedAt: editedAt === undefined ? undefined : new Date(editedAt).toISOString(),
      own: comment.memberId === memberId,
    })),
    mentioned: unread.includes(memberId),
  };
}
