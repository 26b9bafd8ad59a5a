import type { Resolution, SurveyResult } from "../domain/resolution.ts";
import { defineCollection } from "../store/scoped-model.ts";

/** The periods in which people had conversations of a connection's workspaces, with what contacts said about them. */
export const resolutions = defineCollection<Omit<Resolution, "_id"> & SurveyResult, string>(
  "resolutions",
  {
    _id: String,
    conversationId: String,
    contactId: String,
    channelId: String,
    channelType: String,
    kind: String,
    memberId: String,
    memberName: String,
    teamId: String,
    outcomeId: String,
    outcomeLabel: String,
    takenAt: Number,
    at: Number,
    scale: String,
    askedAt: Number,
    skipped: String,
    rating: Number,
    comment: String,
    answeredAt: Number,
  },
  [
    [{ workspaceId: 1, at: -1 }],
    [{ workspaceId: 1, contactId: 1, at: -1 }],
    [{ conversationId: 1, at: -1 }],
  ],
);
