import type { BackupTarget } from "./backup-target.ts";

/** A whole backup in a place. */
export interface KeptBackup {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly bytes: number;
  readonly withKey: boolean;
}

const form = /^chatloom-(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.sqlite$/;

/** Returns the name of a backup of a moment: `chatloom-2026-11-30T030000Z.sqlite`. */
export function backupName(now: number): string {
  const moment = new Date(now).toISOString().replace(/\.\d+Z$/, "Z");
  return `chatloom-${moment.replaceAll(":", "")}.sqlite`;
}

/** Returns the name of the secret key beside a backup. */
export const keyName = (name: string): string => `${name}.secret-key`;

/** Lists the backups in a place, newest first. */
export async function listBackups(target: BackupTarget): Promise<KeptBackup[]> {
  const files = await target.list();
  const names = new Set(files.map((it) => it.name));
  return files
    .flatMap(({ name, bytes }) => {
      const [, day, hour, minute, second] = form.exec(name) ?? [];
      const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
      return Number.isNaN(at) ? [] : [{ name, at, bytes, withKey: names.has(keyName(name)) }];
    })
    .sort((a, b) => b.at - a.at);
}
