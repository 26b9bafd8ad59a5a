import { defaultWhenAway, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { aiConnections } from "../../records/ai-connection-model.ts";
import { findWorkspace, workspaces } from "../../records/workspace.ts";
import { knownContactFields, knownTags } from "./contact-words.ts";
import { lockSessions } from "./lock-sessions.ts";
import { refuseUnknownCountry } from "./refuse-unknown-country.ts";
import { refuseUnknownTimeZone } from "./time-zone.ts";

const chapter = routes.accounts;

/** The workspace's own settings. */
export function workspaceRoutes(api: Router, context: ServerContext): void {
  const { connection, config } = context;

  answer(api, chapter.readWorkspace, async ({ workspaceId }) => {
    const workspace = await findWorkspace(connection, workspaceId);
    if (!workspace) {
      throw new NotFound("workspace");
    }
    return {
      id: workspaceId,
      name: workspace.name,
      timeZone: workspace.timeZone,
      country: workspace.country ?? "",
      variables: workspace.variables,
      contactFields: await knownContactFields(context, workspaceId),
      tags: await knownTags(context, workspaceId),
      aiReady:
        config.openai.apiKey !== undefined ||
        config.openai.baseUrl !== undefined ||
        (await aiConnections(connection).in(workspaceId).count({}, 1)) > 0,
      whenAway: workspace.whenAway ?? defaultWhenAway,
      requireSecondFactor: workspace.security?.twoFactor ?? false,
      requireApproval: workspace.publishing?.approval ?? false,
    };
  });

  answer(api, chapter.updateWorkspace, async ({ workspaceId, body }) => {
    refuseUnknownTimeZone(body.timeZone);
    refuseUnknownCountry(body.country);
    const { requireSecondFactor, requireApproval, ...rest } = body;
    const security =
      requireSecondFactor === undefined ? {} : { "security.twoFactor": requireSecondFactor };
    const publishing =
      requireApproval === undefined ? {} : { "publishing.approval": requireApproval };
    await workspaces(connection).updateOne(
      { _id: workspaceId },
      { $set: { ...rest, ...security, ...publishing } },
    );
    if (requireSecondFactor !== undefined) {
      await lockSessions(context, { workspaceId });
    }
    return {};
  });
}
