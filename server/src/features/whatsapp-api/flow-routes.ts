import { type FlowSummary, routes } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import type { Router } from "express";
import { type Asked, answer, askRoute } from "../../http/answer.ts";

const chapter = routes.whatsappApi;
type Caller = Pick<Asked<typeof chapter.createWhatsappFlow>, "request" | "response">;

/** Adds the routes for the flows that answer on WhatsApp. They are the flows of all channels. */
export function whatsappFlowRoutes(api: Router): void {
  const { flows } = routes;

  answer(api, chapter.listWhatsappFlows, (asked) => askRoute(api, asked, flows.listFlows, {}));

  answer(api, chapter.createWhatsappFlow, async (asked) => {
    const { name, draft } = asked.body;
    const made = await askRoute(api, asked, flows.createFlow, { body: { name } });
    return draft ? save(asked, made.id, draft) : made;
  });

  answer(api, chapter.updateWhatsappFlow, async (asked) => {
    const { params, body } = asked;
    const { name, draft } = body;
    if (draft) {
      await save(asked, params.flowId, draft);
    }
    return name === undefined
      ? summary(asked, params.flowId)
      : askRoute(api, asked, flows.renameFlow, { params, body: { name } });
  });

  answer(api, chapter.activateWhatsappFlow, async (asked) => {
    const { params } = asked;
    const { summary, revision } = await askRoute(api, asked, flows.readFlow, { params });
    if (summary.version !== undefined && !summary.changed) {
      return askRoute(api, asked, flows.activateFlow, { params });
    }
    await askRoute(api, asked, flows.publishFlow, { params, body: { revision } });
    return askRoute(api, asked, flows.activateFlow, { params });
  });

  answer(api, chapter.deactivateWhatsappFlow, (asked) =>
    askRoute(api, asked, flows.deactivateFlow, { params: asked.params }),
  );

  /** Replaces the newest draft. Two programs at once: one of them is refused with `flow.draft-changed`. */
  async function save(caller: Caller, flowId: string, draft: Flow): Promise<FlowSummary> {
    const params = { flowId };
    const { revision } = await askRoute(api, caller, flows.readFlow, { params });
    await askRoute(api, caller, flows.saveDraft, { params, body: { revision, draft } });
    return summary(caller, flowId);
  }

  async function summary(caller: Caller, flowId: string): Promise<FlowSummary> {
    return (await askRoute(api, caller, flows.readFlow, { params: { flowId } })).summary;
  }
}
