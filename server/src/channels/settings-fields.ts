import Type from "typebox";

interface SettingOptions {
  readonly title: string;
  readonly description?: string;
}

/** A credential: encrypted at rest, never returned. */
export function Secret(options: SettingOptions) {
  return Type.String({ minLength: 1, maxLength: 4_000, widget: "secret", ...options });
}

/** A credential that may be left out. */
export function OptionalSecret(options: SettingOptions) {
  return Type.Optional(Type.String({ maxLength: 4_000, widget: "secret", ...options }));
}

/** One line that must be given. */
export function Setting(options: SettingOptions & { readonly default?: string; pattern?: string }) {
  return Type.String({ minLength: 1, maxLength: 500, widget: "line", ...options });
}

/** One line that may be left out. */
export function OptionalSetting(options: SettingOptions & { pattern?: string }) {
  return Type.Optional(Type.String({ maxLength: 500, widget: "line", ...options }));
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
    widget: "line",
  });
}
