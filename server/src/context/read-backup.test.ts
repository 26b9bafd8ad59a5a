import { expect, test } from "vitest";
import { lastBackupTime, nextBackupTime } from "./backup-times.ts";
import { BadSetting, readConfig } from "./read-config.ts";

const key = { S3_ACCESS_KEY_ID: "a", S3_SECRET_ACCESS_KEY: "b", S3_ENDPOINT: "https://s3.example" };
const read = (environment: Record<string, string>) =>
  readConfig({ SECRET_KEY: "x".repeat(43), ...environment }, {}).backup;

test("makes no backups unless a place is named", () => {
  expect(read({})).toBeUndefined();
});

test("keeps a backup of each night for two weeks", () => {
  expect(read({ BACKUP_TO: "/backups" })).toEqual({
    place: { kind: "folder", path: "/backups" },
    schedule: "0 3 * * *",
    keep: 14,
  });
});

test("uses the key of the S3 variables, without a bucket for files", () => {
  expect(read({ BACKUP_TO: "s3://safe/chat/loom/", ...key })?.place).toEqual({
    kind: "bucket",
    bucket: {
      name: "safe",
      prefix: "chat/loom",
      endpoint: "https://s3.example",
      region: "us-east-1",
      key: { accessKeyId: "a", secretAccessKey: "b" },
    },
  });
});

const to = { BACKUP_TO: "/backups" };
test.each([
  [{ BACKUP_KEEP: "3" }, "BACKUP_TO"],
  [{ BACKUP_SCHEDULE: "0 3 * * *" }, "BACKUP_TO"],
  [{ BACKUP_TO: "ftp://backups" }, "BACKUP_TO"],
  [{ BACKUP_TO: "s3://" }, "BACKUP_TO"],
  [{ BACKUP_TO: "s3://safe/a b" }, "BACKUP_TO"],
  [{ ...key, S3_SECRET_ACCESS_KEY: "", BACKUP_TO: "s3://safe" }, "S3_SECRET_ACCESS_KEY"],
  [{ ...key, ...to }, "S3_BUCKET"],
  [{ ...to, BACKUP_KEEP: "0" }, "BACKUP_KEEP"],
  [{ ...to, BACKUP_KEEP: "many" }, "BACKUP_KEEP"],
  [{ ...to, BACKUP_SCHEDULE: "daily" }, "BACKUP_SCHEDULE"],
  [{ ...to, BACKUP_SCHEDULE: "0 25 * * *" }, "BACKUP_SCHEDULE"],
  [{ ...to, BACKUP_SCHEDULE: "0 0 3 * * *" }, "BACKUP_SCHEDULE"],
  [{ ...to, BACKUP_SCHEDULE: "0 3 30 2 *" }, "BACKUP_SCHEDULE"],
  [{ ...to, BACKUP_SCHEDULE: "0,5 3 * * *" }, "BACKUP_SCHEDULE"],
] as const)("names the variable that is wrong: %o", (environment, variable) => {
  expect(() => read(environment)).toThrow(BadSetting);
  expect(() => read(environment)).toThrow(new RegExp(`^${variable} `));
});

test("plans in UTC, and counts a time as due at its very moment", () => {
  const three = Date.UTC(2026, 10, 30, 3);
  expect(lastBackupTime("0 3 * * *", three)).toBe(three);
  expect(lastBackupTime("0 3 * * *", three - 1)).toBe(three - 86_400_000);
  expect(lastBackupTime("0 3 * * *", three + 3_600_000)).toBe(three);
  expect(nextBackupTime("0 3 * * *", three)).toBe(three + 86_400_000);
});
