import type { ServiceProvider } from "@chatloom/api-schema";
import type { OauthSettings } from "./read-oauth.ts";
import type { OidcSettings } from "./read-oidc.ts";
import type { TraceSettings } from "./read-traces.ts";
import type { TrustedProxies } from "./trusted-proxies.ts";

/** Which accounts may make workspaces. */
export const workspaceCreations = ["owners", "everyone", "nobody"] as const;
export type WorkspaceCreation = (typeof workspaceCreations)[number];

/** A bucket that speaks S3's protocol. */
export interface BucketSettings {
  readonly name: string;
  /** Undefined: Amazon's own. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Undefined: what the machine is given, such as a role. */
  readonly key: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Before each file's key, without slashes at its ends. */
  readonly prefix: string;
}

/** Where backups go. */
export type BackupPlace =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "bucket"; readonly bucket: BucketSettings };

/** The backups that the server makes by itself. */
export interface BackupSettings {
  readonly place: BackupPlace;
  /** A cron expression of five fields, in UTC. */
  readonly schedule: string;
  /** How many backups are kept. */
  readonly keep: number;
}

/** The configuration of the server, checked at start. */
export interface Config {
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Undefined: the embedded store. */
  readonly mongodbUri: string | undefined;
  readonly dataDir: string;
  readonly secretKey: string;
  readonly openai: {
    readonly apiKey: string | undefined;
    readonly baseUrl: string | undefined;
    readonly model: string;
    /** The model that turns speech into text (`OPENAI_TRANSCRIPTION_MODEL`); undefined: none does. */
    readonly transcriptionModel?: string | undefined;
  };
  /** Where files are kept (`S3_BUCKET`, …); undefined: in the store. */
  readonly bucket?: BucketSettings | undefined;
  /** The backups that the server makes (`BACKUP_TO`, …); undefined: none. */
  readonly backup?: BackupSettings | undefined;
  /** The mail server for notices (`SMTP_URL`, `MAIL_FROM`); undefined: none. */
  readonly smtp?: { readonly url: string; readonly from: string } | undefined;
  /** The identity provider for single sign-on (`OIDC_ISSUER`, …); undefined: none. */
  readonly oidc?: OidcSettings | undefined;
  /** The clients of the services that members connect (`OAUTH_GOOGLE_CLIENT_ID`, …); undefined: workspaces bring their own. */
  readonly oauth?: Readonly<Record<ServiceProvider, OauthSettings>> | undefined;
  /** Whose `X-Forwarded-For` counts (`TRUST_PROXY`); undefined: nobody's. */
  readonly trustProxy?: TrustedProxies | undefined;
  /** Which accounts may make workspaces (`WORKSPACE_CREATION`); undefined: those that own one. */
  readonly workspaceCreation?: WorkspaceCreation | undefined;
  /** The bearer token for `/metrics` (`METRICS_TOKEN`); undefined: only this machine may read them. */
  readonly metricsToken?: string | undefined;
  /** Where traces go (`OTEL_EXPORTER_OTLP_ENDPOINT`, …); undefined: none are recorded. */
  readonly traces?: TraceSettings | undefined;
  readonly outboundAllowPrivate: boolean;
  /** The most that the bot writes to one contact within a clock hour; undefined: the engine's own bound. */
  readonly botMessagesPerHour?: number | undefined;
  /** How many inputs of one contact a second the bot answers at most, counted over ten seconds; undefined: the default. */
  readonly botTurnsPerSecond?: number | undefined;
  readonly logLevel: string;
  readonly owner: { readonly email: string; readonly password: string } | undefined;
  /** Settings of channels to connect at start, by channel type. */
  readonly channels: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
