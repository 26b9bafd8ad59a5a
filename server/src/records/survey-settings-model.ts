import type { SurveySettings } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import type { SurveyRules, SurveyTerms } from "../domain/survey.ts";
import { defineCollection, type ObjectId } from "../store/scoped-model.ts";

/** The survey of the workspace or of a team; one document for each scope. */
export const surveySettings = defineCollection<SurveySettings>(
  "surveySettings",
  {
    scope: String,
    enabled: Boolean,
    question: String,
    scale: String,
    commentQuestion: String,
    thanks: String,
    delayMinutes: Number,
    everyHours: Number,
    channelIds: [String],
  },
  [[{ workspaceId: 1, scope: 1 }, { unique: true }]],
);

/** Loads what contacts of a workspace are asked. */
export async function loadSurveyRules(
  connection: Connection,
  workspaceId: string | ObjectId,
): Promise<SurveyRules> {
  const found = await surveySettings(connection).in(workspaceId).find({});
  const byScope = new Map(found.map((it) => [it.scope, it.enabled ? termsOf(it) : undefined]));
  return (teamId = "workspace") =>
    byScope.has(teamId) ? byScope.get(teamId) : byScope.get("workspace");
}

function termsOf({
  question,
  scale,
  commentQuestion,
  thanks,
  delayMinutes,
  everyHours,
  channelIds,
}: SurveySettings): SurveyTerms {
  return {
    question,
    scale,
    commentQuestion,
    thanks,
    delayMs: delayMinutes * 60_000,
    everyMs: everyHours * 3_600_000,
    channelIds,
  };
}
