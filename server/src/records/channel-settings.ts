import { type Flaw, Invalid } from "../context/errors.ts";
import type { Platform } from "../platforms/platform.ts";
import { seal, unseal } from "../secrets/secret-box.ts";
import { schemaValidator } from "../validation/schema-validator.ts";
import type { ChannelRecord } from "./channel-account-model.ts";

type Settings = Record<string, unknown>;

/** Checks settings against the channel's schema, fills in its defaults and brings them into their stored form. Throws `Invalid`. */
export function checkSettings(channel: Platform, given: Settings): Settings {
  const settings = structuredClone(given);
  refuse(schemaValidator(channel.settings)(settings));
  const normal = channel.normalise?.(settings);
  if (!normal) {
    return settings;
  }
  refuse(normal.flaws);
  return normal.settings;
}

function refuse(flaws: readonly Flaw[]): void {
  const [first] = flaws;
  if (!first) {
    return;
  }
  const message = `${first.at || "The settings"} ${first.message}`;
  throw new Invalid("channel.settings-invalid", message, inSettings(flaws));
}

/** Splits settings into visible ones and secret ones, which are encrypted and bound to the account's id. */
export function sealSettings(
  secretKey: string,
  channel: Platform,
  channelId: string,
  settings: Settings,
): { settings: Settings; secrets: string } {
  const entries = Object.entries(settings);
  const secret = entries.filter(([name]) => isSecret(channel, name));
  const shown = entries.filter(([name]) => !isSecret(channel, name));
  const sealed = seal(secretKey, JSON.stringify(Object.fromEntries(secret)), channelId);
  return { settings: Object.fromEntries(shown), secrets: sealed };
}

/** Returns all settings, decrypted, for the channel's own functions. */
export function openSettings(secretKey: string, record: ChannelRecord): Settings {
  const opened: unknown = JSON.parse(unseal(secretKey, record.secrets, String(record._id)));
  return { ...record.settings, ...(opened as Settings) };
}

/** The names of the secret settings that have a value. */
export function secretsSet(channel: Platform, settings: Settings): string[] {
  return Object.entries(settings)
    .filter(([name, value]) => isSecret(channel, name) && value !== undefined && value !== "")
    .map(([name]) => name);
}

function isSecret(channel: Platform, name: string): boolean {
  const field: unknown = channel.settings.properties[name];
  return (
    typeof field === "object" && field !== null && "widget" in field && field.widget === "secret"
  );
}

function inSettings(flaws: readonly Flaw[]): Flaw[] {
  return flaws.map(({ at, message }) => ({ at: `/settings${at}`, message }));
}
