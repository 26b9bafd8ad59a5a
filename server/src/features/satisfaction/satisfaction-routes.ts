import { routes, type SurveySettings } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { after, readCursor, writeCursor } from "../../domain/cursor.ts";
import { answer } from "../../http/answer.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { resolutions } from "../../records/resolution-model.ts";
import { surveySettings } from "../../records/survey-settings-model.ts";
import { teams } from "../../records/team-model.ts";
import { presentResolution } from "./present-resolution.ts";
import { periodFilter, readSatisfaction } from "./read-satisfaction.ts";

const chapter = routes.satisfaction;

/** Routes of what contacts say about resolved conversations, and of the resolutions themselves. */
export function satisfactionRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.listSurveySettings, async ({ workspaceId }) => {
    const found = await surveySettings(connection)
      .in(workspaceId)
      .find({}, { sort: { scope: -1 } });
    return { items: found.map(present) };
  });
  answer(api, chapter.saveSurveySettings, async ({ workspaceId, params, body }) => {
    const { scope } = params;
    if (scope !== "workspace" && !(await teams(connection).in(workspaceId).findById(scope))) {
      throw new NotFound("team");
    }
    await refuseUnknownChannels(workspaceId, body.channelIds);
    const { commentQuestion, thanks, ...always } = body;
    const unset = defined({
      commentQuestion: commentQuestion === undefined ? 1 : undefined,
      thanks: thanks === undefined ? 1 : undefined,
    });
    const saved = await surveySettings(connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { scope },
        {
          $set: { ...always, ...defined({ commentQuestion, thanks }) },
          ...defined({ $unset: Object.keys(unset).length > 0 ? unset : undefined }),
        },
        { upsert: true },
      );
    if (!saved) {
      throw new Error("Saving the settings of a survey gave none");
    }
    return present(saved);
  });
  answer(api, chapter.deleteSurveySettings, async ({ workspaceId, params }) => {
    if ((await surveySettings(connection).in(workspaceId).deleteOne(params)) === 0) {
      throw new NotFound("survey");
    }
    return {};
  });
  answer(api, chapter.readSatisfaction, ({ workspaceId, query }) =>
    readSatisfaction(context, workspaceId, query),
  );
  answer(api, chapter.listResolutions, async ({ workspaceId, query }) => {
    const { contactId, conversationId, memberId, teamId, channelId, rated, limit = 50 } = query;
    const place = readCursor(query.cursor);
    const filter = {
      ...defined({ contactId, conversationId, memberId, teamId, channelId }),
      ...defined({ rating: rated ? { $exists: true } : undefined }),
      $and: [periodFilter(query), after("at", place)],
    };
    const found = await resolutions(connection)
      .in(workspaceId)
      .find(filter, { sort: { at: -1 }, limit: limit + 1 });
    const page = found.slice(0, limit);
    const lines = page.map(({ _id: id, at: moment }) => ({ id, moment }));
    return {
      items: page.map(presentResolution),
      next: found.length > limit ? writeCursor(lines, place) : undefined,
    };
  });

  async function refuseUnknownChannels(workspaceId: string, ids: readonly string[]) {
    if (ids.length === 0) {
      return;
    }
    const found = await channelAccounts(connection)
      .in(workspaceId)
      .find({ _id: { $in: ids } }, { projection: { _id: 1 } });
    const known = new Set(found.map((it) => String(it._id)));
    const flaws = ids.flatMap((id, index) =>
      known.has(id)
        ? []
        : [{ at: `/channelIds/${index}`, message: "must be a channel of this workspace" }],
    );
    if (flaws.length > 0) {
      throw new Invalid("channel.not-found", "There is no such channel", flaws);
    }
  }
}

function present(kept: SurveySettings): SurveySettings {
  const { scope, enabled, question, scale, commentQuestion, thanks } = kept;
  const { delayMinutes, everyHours, channelIds } = kept;
  return {
    scope,
    enabled,
    question,
    scale,
    commentQuestion: commentQuestion || undefined,
    thanks: thanks || undefined,
    delayMinutes,
    everyHours,
    channelIds: [...channelIds],
  };
}
