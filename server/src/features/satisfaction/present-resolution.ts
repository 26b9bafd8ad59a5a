import type { Resolution } from "@chatloom/api-schema";
import type { Resolution as Kept, SurveyResult } from "../../domain/resolution.ts";

/** Presents a resolution as members see it. */
export function presentResolution(kept: Kept & SurveyResult): Resolution {
  const { memberId, memberName = "", outcomeId, outcomeLabel = "", scale, answeredAt } = kept;
  const { skipped, rating, comment } = kept;
  return {
    id: kept._id,
    conversationId: kept.conversationId,
    contactId: kept.contactId,
    channelId: kept.channelId,
    channelType: kept.channelType,
    kind: kept.kind,
    member: memberId ? { id: memberId, name: memberName } : undefined,
    teamId: kept.teamId || undefined,
    outcome: outcomeId ? { id: outcomeId, label: outcomeLabel } : undefined,
    takenAt: moment(kept.takenAt),
    at: new Date(kept.at).toISOString(),
    survey: scale && {
      scale,
      askedAt: moment(kept.askedAt),
      skipped,
      rating,
      comment,
      answeredAt: moment(answeredAt),
    },
  };
}

function moment(at: number | undefined): string | undefined {
  return at === undefined || at === null ? undefined : new Date(at).toISOString();
}
