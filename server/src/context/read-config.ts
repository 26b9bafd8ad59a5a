import { resolve } from "node:path";
import { keptSecretKey } from "../secrets/kept-secret-key.ts";
import { type Config, type WorkspaceCreation, workspaceCreations } from "./config.ts";
import { readBackup } from "./read-backup.ts";
import { readBucket } from "./read-bucket.ts";
import { readOauth } from "./read-oauth.ts";
import { readOidc } from "./read-oidc.ts";
import { readTraces } from "./read-traces.ts";
import { noProxies, readTrustedProxies, type TrustedProxies } from "./trusted-proxies.ts";

/** Environment variables as Node gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;
/** Which variables connect which channel: channel type → setting → variable name. */
export type ChannelVariables = Readonly<
  Record<string, Readonly<Record<string, string | undefined>>>
>;

/** An environment variable has an invalid value. The message names it and the expected form. */
export class BadSetting extends Error {
  constructor(variable: string, expected: string) {
    super(`${variable} ${expected}`);
  }
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Reads and checks the settings of the server. Empty variables count as unset. */
export function readConfig(
  environment: Environment,
  channels: ChannelVariables,
  holdsSecrets: (dataDir: string) => boolean = () => false,
): Config {
  const read = (name: string) => environment[name]?.trim() || undefined;
  const port = readPort(read("PORT"));
  const mongodbUri = read("MONGODB_URI");
  if (mongodbUri && !/^mongodb(\+srv)?:\/\//.test(mongodbUri)) {
    throw new BadSetting("MONGODB_URI", "must start with mongodb:// or mongodb+srv://");
  }
  const dataDir = resolve(read("DATA_DIR") ?? "data");
  const logLevel = read("LOG_LEVEL") ?? "info";
  if (!logLevels.includes(logLevel)) {
    throw new BadSetting("LOG_LEVEL", `must be one of ${logLevels.join(", ")}`);
  }
  const mailServer = readUrl("SMTP_URL", read("SMTP_URL"), ["smtp:", "smtps:"]);
  const sender = readSender(read("MAIL_FROM"));
  return {
    port,
    publicUrl:
      readUrl("PUBLIC_URL", read("PUBLIC_URL"), ["http:", "https:"]) ?? `http://localhost:${port}`,
    mongodbUri,
    dataDir,
    secretKey: readSecretKey(read("SECRET_KEY"), mongodbUri !== undefined, dataDir, holdsSecrets),
    openai: {
      apiKey: read("OPENAI_API_KEY"),
      baseUrl: readModelUrl(read("OPENAI_BASE_URL")),
      model: read("OPENAI_MODEL") ?? "gpt-4.1-mini",
      transcriptionModel: read("OPENAI_TRANSCRIPTION_MODEL"),
    },
    bucket: readBucket(read, (variable, expected) => {
      throw new BadSetting(variable, expected);
    }),
    backup: readBackup(read, (variable, expected) => {
      throw new BadSetting(variable, expected);
    }),
    smtp: mailServer ? { url: mailServer, from: sender } : undefined,
    oidc: readOidc(read, (variable, expected) => {
      throw new BadSetting(variable, expected);
    }),
    oauth: readOauth(read, (variable, expected) => {
      throw new BadSetting(variable, expected);
    }),
    trustProxy: readProxies(read("TRUST_PROXY")),
    workspaceCreation: readWorkspaceCreation(read("WORKSPACE_CREATION")),
    metricsToken: readMetricsToken(read("METRICS_TOKEN")),
    traces: readTraces(read, (variable, expected) => {
      throw new BadSetting(variable, expected);
    }),
    outboundAllowPrivate: readSwitch("OUTBOUND_ALLOW_PRIVATE", read("OUTBOUND_ALLOW_PRIVATE")),
    botMessagesPerHour: readCount("BOT_MESSAGES_PER_HOUR", read("BOT_MESSAGES_PER_HOUR")),
    botTurnsPerSecond: readCount("BOT_TURNS_PER_SECOND", read("BOT_TURNS_PER_SECOND")),
    logLevel,
    owner: readOwner(read("OWNER_EMAIL"), read("OWNER_PASSWORD")),
    channels: readChannels(channels, read),
  };
}

function readPort(text: string | undefined): number {
  if (text === undefined) {
    return 3000;
  }
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new BadSetting("PORT", `must be a number from 0 to 65535, not "${text}"`);
  }
  return port;
}

function readUrl(name: string, text: string | undefined, protocols: readonly string[]) {
  if (text === undefined) {
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname || !protocols.includes(url.protocol)) {
    const starts = protocols.map((it) => `${it}//`).join(" or ");
    throw new BadSetting(
      name,
      `must be an address that starts with ${starts} and names a host, not "${withoutPassword(text)}"`,
    );
  }
  return text.replace(/\/+$/, "");
}

/** Errors end up in logs. */
function withoutPassword(text: string): string {
  return text.replace(/:[^:@/]*@/, ":…@");
}

/**
 * Reads where the language model is. The operator chose this address, so it may be private; it must say all there is to say, as calls
 * follow no redirects.
 */
function readModelUrl(text: string | undefined): string | undefined {
  const name = "OPENAI_BASE_URL";
  const read = readUrl(name, text, ["http:", "https:"]);
  if (read === undefined) {
    return undefined;
  }
  const { username, password, search, hash } = new URL(read);
  if (username || password) {
    throw new BadSetting(name, "must not hold a user name or password; set OPENAI_API_KEY");
  }
  if (search || hash) {
    throw new BadSetting(name, "must end with its path, without ? and #");
  }
  return read;
}

function readSender(text: string | undefined): string {
  if (text === undefined) {
    return "chatloom@localhost";
  }
  if (/^(?:[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(text)) {
    return text;
  }
  throw new BadSetting("MAIL_FROM", `must be an e-mail address, alone or as Name <address>`);
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (text === undefined || text === "false") {
    return false;
  }
  if (text === "true") {
    return true;
  }
  throw new BadSetting(name, `must be true or false, not "${text}"`);
}

function readProxies(text: string | undefined): TrustedProxies {
  const proxies = text === undefined ? noProxies : readTrustedProxies(text);
  if (proxies) {
    return proxies;
  }
  throw new BadSetting(
    "TRUST_PROXY",
    `must be a number of proxies, true, false, or a list of addresses, ranges, loopback, linklocal and uniquelocal, not "${text}"`,
  );
}

function readWorkspaceCreation(text: string | undefined): WorkspaceCreation | undefined {
  const known = workspaceCreations.find((it) => it === text);
  if (text === undefined || known) {
    return known;
  }
  throw new BadSetting("WORKSPACE_CREATION", `must be one of ${workspaceCreations.join(", ")}`);
}

function readMetricsToken(text: string | undefined): string | undefined {
  if (text === undefined || text.length >= 16) {
    return text;
  }
  throw new BadSetting("METRICS_TOKEN", "must have at least 16 characters");
}

function readCount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new BadSetting(name, `must be a whole number from 1, not "${text}"`);
  }
  return Number(text);
}

function readSecretKey(
  given: string | undefined,
  shared: boolean,
  dataDir: string,
  holdsSecrets: (dataDir: string) => boolean,
): string {
  if (given === undefined && shared) {
    throw new BadSetting(
      "SECRET_KEY",
      "must be set when MONGODB_URI is: every process needs the same",
    );
  }
  if (given !== undefined && given.length < 16) {
    throw new BadSetting("SECRET_KEY", "must have at least 16 characters");
  }
  return given ?? keptSecretKey(dataDir, holdsSecrets);
}

function readOwner(email: string | undefined, password: string | undefined) {
  if (email === undefined && password === undefined) {
    return undefined;
  }
  if (email === undefined || !/^[^@\s]+@[^@\s]+$/.test(email)) {
    throw new BadSetting("OWNER_EMAIL", "must be an e-mail address when OWNER_PASSWORD is set");
  }
  if (password === undefined || password.length < 10) {
    throw new BadSetting(
      "OWNER_PASSWORD",
      "must have at least 10 characters when OWNER_EMAIL is set",
    );
  }
  return { email, password };
}

/** Returns the channels for which at least one variable is set. Missing ones are reported when they are connected. */
function readChannels(channels: ChannelVariables, read: (name: string) => string | undefined) {
  const found: Record<string, Record<string, string>> = {};
  for (const [type, variables] of Object.entries(channels)) {
    const settings: Record<string, string> = {};
    for (const [setting, variable] of Object.entries(variables)) {
      const value = variable && read(variable);
      if (value) {
        settings[setting] = value;
      }
    }
    if (Object.keys(settings).length > 0) {
      found[type] = settings;
    }
  }
  return found;
}
