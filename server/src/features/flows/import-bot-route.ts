import { routes } from "@chatloom/api-schema";
import { recogniseForeignFlow } from "@chatloom/flows-schema";
import { importBot, importNoteInWords } from "@chatloom/flows-schema/import";
import type { Router } from "express";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { flowErrors } from "../../records/flow-errors.ts";
import { insertFlow } from "../../records/flow-store.ts";

/** Route for making a flow from an export of another product. */
export function importBotRoute(api: Router, context: ServerContext): void {
  answer(api, routes.flowImports.importBot, async ({ workspaceId, member, body }) => {
    const bot = importBot(body.files.map(({ path, value }) => ({ path, value })));
    if (!bot) {
      throw notABot(body.files.map((it) => it.value));
    }
    const { product, flow } = bot;
    const made = body.dryRun
      ? undefined
      : await insertFlow(context, workspaceId, flow, member.name);
    const report = bot.report.map(({ notes, ...line }) => ({
      ...line,
      notes: notes.map((it) => ({ ...it, message: importNoteInWords(it.code, it.values) })),
    }));
    return { product, name: flow.name, steps: flow.nodes.length, flow: made, report };
  });
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
