import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { readBackupState } from "../../records/backup-state-model.ts";

/** Sets the gauges of scheduled backups; there are none where no backups are scheduled. */
export async function measureBackups({ connection, config }: ServerContext): Promise<void> {
  const { backupSuccess, backupSize, backupFailures } = metrics;
  if (!config.backup) {
    return;
  }
  const to = config.backup.place.kind;
  const state = await readBackupState(connection);
  backupSuccess.set({ to }, (state?.last?.at ?? 0) / 1_000);
  backupSize.set({ to }, state?.last?.bytes ?? 0);
  backupFailures.set({ to }, state?.attempts ?? 0);
}
