import { routes } from "@chatloom/api-schema";
import { recogniseForeignFlow } from "@chatloom/flows-schema";
import { type ImportedBot, importBot, importNoteInWords } from "@chatloom/flows-schema/import";
import type { Router } from "express";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { insertFlow } from "../../records/flow-store.ts";

type Files = readonly { readonly path: string; readonly value?: unknown }[];

/** Routes for making a flow from an export of another product, and for its report alone. */
export function importBotRoutes(api: Router, context: ServerContext): void {
  answer(api, routes.flowImports.previewBot, ({ body }) => previewOf(readBot(body.files)));

  answer(api, routes.flowImports.importBot, async ({ workspaceId, member, request, body }) => {
    const bot = readBot(body.files);
    const flow = await insertFlow(context, workspaceId, bot.flow, member.name);
    addAuditDetail(request, { object: { id: flow.id, name: flow.name } });
    return { ...previewOf(bot), flow };
  });
}

function readBot(files: Files): ImportedBot {
  const bot = importBot(files.map(({ path, value }) => ({ path, value })));
  if (!bot) {
    throw notABot(files.map((it) => it.value));
  }
  return bot;
}

function previewOf({ product, flow, report }: ImportedBot) {
  return {
    product,
    name: flow.name,
    steps: flow.nodes.length,
    report: report.map(({ notes, ...line }) => ({
      ...line,
      notes: notes.map((it) => ({ ...it, message: importNoteInWords(it.code, it.values) })),
    })),
  };
}

/** Says why files are not imported: they are of a product that is not converted, or of none. */
function notABot(values: readonly unknown[]): Error {
  const product = values.map(recogniseForeignFlow).find(Boolean);
  return product === undefined
    ? new Invalid(
        "flow.not-a-flow",
        "No file is an export of Typebot, Botpress 12 or Flowise AgentFlow v2",
        [{ at: "/files", message: "has no bot" }],
      )
    : flowErrors.foreign(product);
}
