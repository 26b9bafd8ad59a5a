import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { availabilityOf } from "../../domain/availability-of.ts";
import { answer } from "../../http/answer.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { members } from "../../records/member.ts";

/** The switch with which members say whether they take conversations. */
export function availabilityRoutes(api: Router, pipeline: Pipeline): void {
  const { context } = pipeline.services;

  answer(api, routes.accounts.setAvailability, async ({ workspaceId, member, body }) => {
    const { availability } = body;
    const changed = await members(context.connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { _id: member.id },
        availability === "away"
          ? { $set: { availability }, $min: { awayAt: context.now() } }
          : { $set: { availability }, $unset: { awayAt: 1 } },
      );
    if (changed) {
      context.announce(workspaceId, "member.availability", {
        memberId: member.id,
        availability: availabilityOf(changed, context.now()),
      });
    }
    pipeline.queueChanged(workspaceId);
    return {};
  });
}
