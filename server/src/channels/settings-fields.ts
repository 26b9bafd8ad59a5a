import Type from "typebox";

interface SettingOptions {
  readonly title: string;
  readonly description?: string;
}

/** The format of a line: plain text, a colour, text of several lines, or websites. */
interface LineOptions extends SettingOptions {
  readonly pattern?: string;
  readonly widget?: "label" | "color" | "longText" | "sites" | "hubspotAccount";
}

/** A credential: encrypted at rest, never returned. */
export function Secret(options: SettingOptions) {
  return Type.String({ minLength: 1, maxLength: 4_000, widget: "secret", ...options });
}

/** A credential that may be left out. */
export function OptionalSecret(options: SettingOptions) {
  return Type.Optional(
    Type.String({ maxLength: 4_000, widget: "secret", inSight: true, ...options }),
  );
}

/** One line that must be given. */
export function Setting(options: LineOptions & { readonly default?: string }) {
  const inSight = options.default === undefined;
  return Type.String({ minLength: 1, maxLength: 500, widget: "label", inSight, ...options });
}

/** One line that may be left out. */
export function OptionalSetting(options: LineOptions) {
  return Type.Optional(Type.String({ maxLength: 500, widget: "label", inSight: true, ...options }));
}

/** One of a few values, among the further settings; the first is the default. */
export function Choice<const T extends string>(values: [T, ...T[]], options: SettingOptions) {
  return Type.Enum(values, {
    type: "string",
    widget: "choice",
    default: values[0],
    inSight: false,
    ...options,
  });
}

/** Where the platform's API is: only self-hosted gateways and tests change it. */
export function ApiBaseUrl(address: string) {
  return Type.String({
    title: "API address",
    description: "Leave as it is unless you use a gateway of your own.",
    minLength: 1,
    maxLength: 500,
    pattern: "^https?://",
    default: address,
    widget: "label",
    inSight: false,
  });
}

interface PictureOptions extends SettingOptions {
  /** Media types that the platform takes. */
  readonly types: readonly string[];
  readonly mostBytes: number;
  readonly inSight?: boolean;
}

/** A picture that was uploaded here. The server checks its type and size when the settings are saved. */
export function Picture({ types, mostBytes, ...options }: PictureOptions) {
  return Type.String({
    maxLength: 2_000,
    pattern: "^(https?://[^/]+)?/files/[0-9a-f]{24}/",
    widget: "media",
    fileTypes: types,
    mostBytes,
    ...options,
  });
}
