import { routes } from "@chatloom/api-schema";
import {
  Flow,
  FlowFormatUnknown,
  formatVersion,
  readFlow,
  recogniseForeignFlow,
} from "@chatloom/flows-schema";
import type { Router } from "express";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { findFlow, insertFlow } from "../../records/flow-store.ts";
import { schemaValidator } from "../../validation/schema-validator.ts";

const chapter = routes.flows;
const flowFlaws = schemaValidator(Flow);
const longestName = 120;

/** Routes for copying flows within the workspace, and for import and export as JSON. */
export function exchangeRoutes(api: Router, context: ServerContext): void {
  answer(api, chapter.duplicateFlow, async ({ workspaceId, member, params }) => {
    const { draft } = await findFlow(context, workspaceId, params.flowId);
    const name = `${draft.name.slice(0, longestName - 4)} (2)`;
    return insertFlow(context, workspaceId, { ...readFlow(draft), name }, member.name);
  });

  answer(api, chapter.exportFlow, async ({ workspaceId, params }) => {
    const { draft } = await findFlow(context, workspaceId, params.flowId);
    return readFlow(draft);
  });

  answer(api, chapter.importFlow, async ({ workspaceId, member, body }) =>
    insertFlow(context, workspaceId, checkedFlow(body.flow), member.name),
  );
}

/** Converts the flow to the present format. Refuses anything else and names it where it is recognised. */
function checkedFlow(value: unknown): Flow {
  const product = recogniseForeignFlow(value);
  if (product !== undefined) {
    throw flowErrors.foreign(product);
  }
  const flow = migrated(value);
  const flaws = flowFlaws(flow);
  if (flaws.length > 0) {
    throw new Invalid("flow.invalid", "This is not a valid flow", flaws);
  }
  return flow;
}

function migrated(value: unknown): Flow {
  try {
    return readFlow(value);
  } catch (error) {
    if (!(error instanceof FlowFormatUnknown)) {
      // A migration found a form that no version has had.
      throw new Invalid("flow.invalid", "This is not a valid flow", [
        { at: "", message: "does not look like any version of the format" },
      ]);
    }
    const newer = typeof error.found === "number" && error.found > formatVersion;
    throw new Invalid(newer ? "flow.format-unknown" : "flow.not-a-flow", error.message, [
      { at: "/formatVersion", message: error.message },
    ]);
  }
}
