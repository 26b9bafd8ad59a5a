import type { TFunction } from "i18next";
import i18n from "i18next";

/** Names a kind of effect. */
export function effectText(t: TFunction, kind: string): string {
  const key = `replay.effectKinds.${kind}`;
  return i18n.exists(key) ? t(key as "replay.effectKinds.callHttp") : kind;
}
