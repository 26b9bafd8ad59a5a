import { routes } from "@chatloom/api-schema";
import { emptyFlow, type Flow, readFlow, summarizeChanges } from "@chatloom/flows-schema";
import { type FlowTextHead, readFlowText, writeFlowText } from "@chatloom/flows-schema/text";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import {
  type CheckedFlowText,
  checkFlowText,
  withDefaults,
} from "../../records/check-flow-text.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { changeFlow, findFlow, insertFlow, replaceDraft } from "../../records/flow-store.ts";
import { findCheckContext } from "./find-check-context.ts";

const chapter = routes.flowTexts;

/** Routes for reading, checking and saving drafts as YAML. */
export function flowTextRoutes(api: Router, context: ServerContext): void {
  answer(api, chapter.readFlowAsText, async ({ workspaceId, params }) => {
    const { draft, draftRevision } = await findFlow(context, workspaceId, params.flowId);
    const head = { id: params.flowId, revision: draftRevision };
    return { text: writeFlowText(readFlow(draft), head) };
  });

  answer(api, chapter.checkFlowText, async ({ workspaceId, body }) => {
    const { problems, flow, before } = await check(workspaceId, body.text);
    return { problems, changes: summarizeChanges(before, flow ?? before) };
  });

  answer(api, chapter.saveFlowText, async ({ workspaceId, member, body }) => {
    const { head, flow, problems, before } = await check(workspaceId, body.text);
    if (!flow) {
      throw flowErrors.textInvalid(problems);
    }
    const changes = summarizeChanges(before, flow);
    if (head.id === undefined) {
      const made = await insertFlow(context, workspaceId, flow, member.name);
      return { id: made.id, revision: made.draftRevision, created: true, problems, changes };
    }
    const { id } = head;
    const stored = await findFlow(context, workspaceId, id);
    const known = body.overwrite ? stored.draftRevision : head.revision;
    if (known === undefined) {
      throw flowErrors.draftChanged(0, stored.draftRevision);
    }
    const change = { revision: known, draft: flow, by: member.name };
    const revision = await replaceDraft(context, workspaceId, id, change);
    if (flow.name !== stored.name) {
      await changeFlow(context, workspaceId, id, { name: flow.name, updatedBy: member.name });
    }
    context.announce(workspaceId, "flow.draftSaved", { flowId: id, revision, memberId: member.id });
    return { id, revision, created: false, problems, changes };
  });

  /** Checks a text against the workspace, and finds the draft that it would replace. */
  async function check(
    workspaceId: string,
    text: string,
  ): Promise<CheckedFlowText & { readonly head: FlowTextHead; readonly before: Flow }> {
    const read = readFlowText(text);
    const { id } = read.head;
    const before =
      id === undefined
        ? emptyFlow("")
        : withDefaults(readFlow((await findFlow(context, workspaceId, id)).draft));
    const checkContext = await findCheckContext(context, workspaceId, id);
    return { ...checkFlowText(read, checkContext), head: read.head, before };
  }
}
