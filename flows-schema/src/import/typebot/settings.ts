import type { FlowDraft } from "../flow-draft.ts";
import type { ImportNoteCode } from "../import-notes.ts";
import { shorten } from "../shorten.ts";
import type { Source } from "../source.ts";

/** Parts of the settings that a flow cannot have, and why. */
const left: Readonly<Record<string, ImportNoteCode>> = {
  general: "delivery",
  metadata: "metadata",
  publicShare: "delivery",
  security: "delivery",
  integrations: "delivery",
};

/** Takes over what a flow can have of the source's settings, and lists the rest. */
export function readSettings(source: Source, draft: FlowDraft, groups: readonly Source[]): void {
  const settings = source.part("settings");
  const { log } = draft;
  const emulation = settings.part("typingEmulation");
  if (settings.has("typingEmulation")) {
    emulation.flag("enabled");
    log.line("setting", "settings.typingEmulation", "setting").rest(emulation);
  }
  const general = settings.part("general");
  const invalid = general.part("systemMessages").text("invalidMessage");
  if (invalid !== "") {
    draft.settings.defaults = {
      ...usualDefaults,
      else: { action: "repeat", text: invalid },
    };
    log.line("setting", "settings.general.systemMessages.invalidMessage", "setting");
  }
  const whatsApp = settings.part("whatsApp");
  const hours = whatsApp.number("sessionExpiryTimeout");
  if (hours !== undefined && hours > 0) {
    draft.settings.runExpiry = { amount: Math.min(10_000, hours), unit: "hours" };
    log.line("setting", "settings.whatsApp.sessionExpiryTimeout", "setting");
  }
  whatsApp.skip("isEnabled");
  for (const name of settings.keys().filter((it) => it !== "typingEmulation")) {
    const unread = settings.part(name).unread();
    if (unread.length > 0) {
      const line = log.line("setting", `settings.${name}`, "setting");
      line.unsupported("settingsLeft", { settings: unread.join("; ") });
      const why = Object.hasOwn(left, name) ? left[name] : undefined;
      if (why) {
        line.remark(why);
      }
      settings.part(name).skip(...settings.part(name).keys());
    }
  }
  const theme = source.raw("theme");
  if (theme !== undefined && theme !== null && shorten(theme, 10) !== "{}") {
    log
      .line("setting", "theme", "setting")
      .unsupported("theme")
      .remark("settingsLeft", { settings: shorten(theme, 500) });
  }
  for (const group of groups) {
    group.skip("graphCoordinates");
  }
}

const usualDefaults = {
  timeout: { action: "end" as const, text: "" },
  error: {
    action: "say" as const,
    text: "Sorry, something went wrong. Please try again later.",
  },
};
