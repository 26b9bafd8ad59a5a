import { resolve } from "node:path";
import { CronExpressionParser } from "cron-parser";
import type { BackupPlace, BackupSettings } from "./config.ts";
import { bucketNameForm, prefixForm, type Refuse, readBucketAccess } from "./read-bucket.ts";

type Read = (name: string) => string | undefined;

const defaultSchedule = "0 3 * * *";
const defaultKept = 14;
const mostKept = 1_000;
/** A more frequent schedule is a mistake. */
const leastPauseMs = 15 * 60_000;

/** Reads where and when the server makes backups; undefined: never. */
export function readBackup(read: Read, refuse: Refuse): BackupSettings | undefined {
  const [to, schedule, keep] = ["BACKUP_TO", "BACKUP_SCHEDULE", "BACKUP_KEEP"].map(read);
  if (to === undefined) {
    const alone = schedule === undefined ? keep && "BACKUP_KEEP" : "BACKUP_SCHEDULE";
    return alone === undefined
      ? undefined
      : refuse("BACKUP_TO", `must be a folder or s3://bucket/folder, because ${alone} is set`);
  }
  return {
    place: readBackupPlace(to, read, refuse),
    schedule: readSchedule(schedule ?? defaultSchedule, refuse),
    keep: readKept(keep, refuse),
  };
}

/** Reads the place of backups: a folder, or `s3://bucket/folder` with the key and the endpoint of the `S3_` variables. */
export function readBackupPlace(to: string, read: Read, refuse: Refuse): BackupPlace {
  if (!/^s3:/i.test(to)) {
    return /^[a-z][a-z0-9+.-]+:\/\//i.test(to)
      ? refuse("BACKUP_TO", `must be a folder or s3://bucket/folder, not "${to}"`)
      : { kind: "folder", path: resolve(to) };
  }
  const [, name = "", folder = ""] = /^s3:\/\/([^/]+)\/?(.*)$/i.exec(to) ?? [];
  const prefix = folder.replace(/^\/+|\/+$/g, "");
  if (!bucketNameForm.test(name) || !prefixForm.test(prefix)) {
    return refuse("BACKUP_TO", `must name a bucket as s3://bucket/folder, not "${to}"`);
  }
  return { kind: "bucket", bucket: { name, prefix, ...readBucketAccess(read, refuse) } };
}

function readSchedule(schedule: string, refuse: Refuse): string {
  const expected = `must be a cron expression of five fields in UTC, such as "${defaultSchedule}", not "${schedule}"`;
  if (schedule.split(/\s+/).length !== 5) {
    return refuse("BACKUP_SCHEDULE", expected);
  }
  try {
    // Several, because pauses may differ: "0,5 3 * * *".
    const times = CronExpressionParser.parse(schedule, { tz: "UTC" }).take(4);
    const pauses = times.slice(1).map((it, at) => it.getTime() - (times[at]?.getTime() ?? 0));
    if (Math.min(...pauses) >= leastPauseMs) {
      return schedule;
    }
  } catch {
    return refuse("BACKUP_SCHEDULE", expected);
  }
  return refuse("BACKUP_SCHEDULE", "must leave at least 15 minutes between two backups");
}

function readKept(text: string | undefined, refuse: Refuse): number {
  const kept = text === undefined ? defaultKept : Number(text);
  if (!Number.isInteger(kept) || kept < 1 || kept > mostKept) {
    return refuse("BACKUP_KEEP", `must be a whole number from 1 to ${mostKept}, not "${text}"`);
  }
  return kept;
}
