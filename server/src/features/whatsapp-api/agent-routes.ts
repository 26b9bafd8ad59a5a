import { type AiAgentDetails, routes } from "@chatloom/api-schema";
import type { AiAgentSpec } from "@chatloom/flows-schema";
import type { Router } from "express";
import { type Asked, answer, askRoute } from "../../http/answer.ts";

const chapter = routes.whatsappApi;
type Caller = Pick<Asked<typeof chapter.createWhatsappAgent>, "request" | "response">;
interface Change {
  readonly name?: string | undefined;
  readonly settings?: Partial<AiAgentSpec> | undefined;
}

/** Adds the routes for the AI agents that answer on WhatsApp. They are the agents of all channels. */
export function whatsappAgentRoutes(api: Router): void {
  const { aiAgents } = routes;

  answer(api, chapter.createWhatsappAgent, async (asked) => {
    const { name, settings } = asked.body;
    const made = await askRoute(api, asked, aiAgents.addAiAgent, { body: { name } });
    return change(asked, made.id, { settings });
  });

  answer(api, chapter.readWhatsappAgent, (asked) => read(asked, asked.params.agentId));

  answer(api, chapter.updateWhatsappAgent, (asked) =>
    change(asked, asked.params.agentId, asked.body),
  );

  answer(api, chapter.activateWhatsappAgent, async (asked) => {
    const { params } = asked;
    const { agent, revision } = await read(asked, params.agentId);
    if (agent.version === undefined || agent.changed) {
      await askRoute(api, asked, aiAgents.publishAiAgent, { params, body: { revision } });
    }
    return askRoute(api, asked, aiAgents.activateAiAgent, { params, body: { active: true } });
  });

  function read(caller: Caller, agentId: string): Promise<AiAgentDetails> {
    return askRoute(api, caller, aiAgents.readAiAgent, { params: { agentId } });
  }

  async function change(
    caller: Caller,
    agentId: string,
    { name, settings }: Change,
  ): Promise<AiAgentDetails> {
    const { agent, draft, revision } = await read(caller, agentId);
    if (name === undefined && settings === undefined) {
      return read(caller, agentId);
    }
    return askRoute(api, caller, aiAgents.saveAiAgent, {
      params: { agentId },
      body: { name: name ?? agent.name, draft: { ...draft, ...settings }, revision },
    });
  }
}
