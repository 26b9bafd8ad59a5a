import { readStoreOwner } from "@chatloom/embedded-mongo";
import type { Logger } from "pino";
import type { Config } from "../../context/config.ts";
import { BadSetting } from "../../context/read-config.ts";
import { openTarget, tryTarget } from "./open-target.ts";

/** The place of backups cannot be used as it is set up. The message names the variable to look at. */
class BackupsRefused extends Error {}

/**
 * Throws where the settings of backups cannot work: a store that is not in the data directory, or a place that refuses. A place that
 * only does not answer is logged: the alerts about failed backups follow.
 */
export async function checkBackupSettings(
  { backup, mongodbUri, dataDir }: Pick<Config, "backup" | "mongodbUri" | "dataDir">,
  log: Logger,
): Promise<void> {
  if (!backup) {
    return;
  }
  if (mongodbUri !== undefined && !servesStoreOf(dataDir, mongodbUri)) {
    throw new BadSetting(
      "BACKUP_TO",
      `is for the embedded store in DATA_DIR (${dataDir}), and MONGODB_URI names another server: use its own tools, such as mongodump`,
    );
  }
  const target = await openTarget(backup.place);
  try {
    await tryTarget(target);
  } catch (error) {
    const { message, refused } = target.explain(error);
    if (refused) {
      throw new BackupsRefused(message);
    }
    log.warn({ err: error }, `failed to reach the place of backups: ${message}`);
  } finally {
    target.close();
  }
}

/** Whether an address is that of the process that serves the store in a data directory: `chatloom store`. */
function servesStoreOf(dataDir: string, mongodbUri: string): boolean {
  const owner = readStoreOwner(dataDir);
  return owner !== undefined && hostOf(owner.uri) === hostOf(mongodbUri);
}

function hostOf(uri: string): string | undefined {
  return /^mongodb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1];
}
