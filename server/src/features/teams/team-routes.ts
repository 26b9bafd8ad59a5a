import { type BodyOf, defaultWhenAway, routes, type Team } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { isOpen, nextOpening } from "@chatloom/runtime";
import type { Router } from "express";
import { Conflict, Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { conversations } from "../../records/conversation-model.ts";
import { hoursOf } from "../../records/look-up-queue.ts";
import { members } from "../../records/member.ts";
import { type TeamFields, type TeamRecord, teams } from "../../records/team-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { refuseUnknownTimeZone } from "../accounts/time-zone.ts";

const chapter = routes.teams;
const mostTeams = 200;
/** Counting stops here. */
const mostWaiting = 1_000;

/** Routes of teams: who answers together, and when. */
export function teamRoutes(api: Router, pipeline: Pipeline): void {
  const { context } = pipeline.services;
  const { connection } = context;

  answer(api, chapter.listTeams, async ({ workspaceId }) => {
    const found = await teams(connection)
      .in(workspaceId)
      .find({}, { sort: { name: 1 } });
    return { items: await Promise.all(found.map((it) => describe(workspaceId, it))) };
  });

  answer(api, chapter.createTeam, async ({ workspaceId, body }) => {
    await check(workspaceId, body);
    if ((await teams(connection).in(workspaceId).count({}, mostTeams)) >= mostTeams) {
      throw new Conflict("team.too-many", `A workspace has at most ${mostTeams} teams`);
    }
    const workspace = await findWorkspace(connection, workspaceId);
    const { name, memberIds = [], hours = [], holidays = [] } = body;
    const { timeZone = workspace?.timeZone ?? "UTC" } = body;
    const fields: TeamFields = {
      name,
      memberIds,
      timeZone,
      hours,
      holidays,
      ...defined({ whenAway: body.whenAway }),
      createdAt: new Date(context.now()),
    };
    const made = await onlyName(() => teams(connection).in(workspaceId).insert(fields));
    return describe(workspaceId, made);
  });

  answer(api, chapter.updateTeam, async ({ workspaceId, params, body }) => {
    await check(workspaceId, body);
    const changed = await onlyName(() =>
      teams(connection)
        .in(workspaceId)
        .findOneAndUpdate({ _id: params.teamId }, { $set: { ...body } }),
    );
    if (!changed) {
      throw new NotFound("team");
    }
    pipeline.queueChanged(workspaceId);
    return describe(workspaceId, changed);
  });

  answer(api, chapter.deleteTeam, async ({ workspaceId, params }) => {
    const deleted = await teams(connection).in(workspaceId).deleteOne({ _id: params.teamId });
    if (deleted === 0) {
      throw new NotFound("team");
    }
    return {};
  });

  async function check(
    workspaceId: string,
    { timeZone, memberIds = [] }: BodyOf<typeof chapter.updateTeam>,
  ): Promise<void> {
    refuseUnknownTimeZone(timeZone);
    await refuseUnknownMembers(context, workspaceId, memberIds);
  }

  async function describe(workspaceId: string, team: TeamRecord): Promise<Team> {
    const now = context.now();
    const hours = hoursOf(team);
    const open = isOpen(now, hours);
    const opensAt = open ? undefined : nextOpening(now, hours);
    const id = String(team._id);
    const waiting = await conversations(connection)
      .in(workspaceId)
      .count({ teamId: id, queuedAt: { $exists: true } }, mostWaiting);
    return {
      id,
      name: team.name,
      memberIds: team.memberIds,
      timeZone: team.timeZone,
      hours: team.hours,
      holidays: team.holidays,
      whenAway: team.whenAway ?? defaultWhenAway,
      open,
      opensAt: opensAt === undefined ? undefined : new Date(opensAt).toISOString(),
      waiting,
    };
  }
}

async function refuseUnknownMembers(
  { connection }: ServerContext,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  const found = await members(connection)
    .in(workspaceId)
    .find({ _id: { $in: ids } }, { projection: { _id: 1 } });
  const known = new Set(found.map((it) => String(it._id)));
  const flaws = ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : [{ at: `/memberIds/${index}`, message: "must be a member of this workspace" }],
  );
  if (flaws.length > 0) {
    throw new Invalid("team.member-unknown", "There is no such member", flaws);
  }
}

/** Two teams of a workspace have different names. */
async function onlyName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isDuplicateKey(error)) {
      throw new Conflict("team.name-taken", "A team of this workspace has this name");
    }
    throw error;
  }
}
