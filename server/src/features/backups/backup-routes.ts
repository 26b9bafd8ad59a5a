import { type BackupStatus, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { nextBackupTime } from "../../context/backup-times.ts";
import type { BackupPlace, BackupSettings } from "../../context/config.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { readBackupState } from "../../records/backup-state-model.ts";
import { firstWorkspace } from "../../records/workspace.ts";

/** Tells the owners of the first workspace about the server's backups. */
export function backupRoutes(api: Router, context: ServerContext): void {
  answer(api, routes.operations.readBackups, async ({ workspaceId }) => {
    const first = await firstWorkspace(context.connection);
    const shown = String(first?._id) === workspaceId;
    const { backup } = context.config;
    return { shown, backups: shown && backup ? await statusOf(backup) : undefined };
  });

  async function statusOf({ place, schedule, keep }: BackupSettings): Promise<BackupStatus> {
    const state = await readBackupState(context.connection);
    const { last, problem } = state ?? {};
    return {
      to: nameOf(place),
      schedule,
      keep,
      running: state?.owner !== undefined && state.nextAt > context.now(),
      nextAt: moment(nextBackupTime(schedule, context.now())),
      last: last && {
        name: last.name,
        at: moment(last.at),
        bytes: last.bytes,
        seconds: last.tookMs / 1_000,
      },
      failure: problem && {
        reason: { code: "backup.failed", message: problem.message },
        at: moment(problem.at),
      },
    };
  }
}

function nameOf(place: BackupPlace): string {
  if (place.kind === "folder") {
    return place.path;
  }
  const { name, prefix } = place.bucket;
  return `s3://${name}${prefix && `/${prefix}`}`;
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
