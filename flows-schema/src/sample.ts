import type { Flow } from "./flow.ts";

/** A flow to start from. Its texts are English; `flow.translations.vi` has the Vietnamese ones. */
export interface Sample {
  readonly id: string;
  readonly title: { readonly en: string; readonly vi: string };
  /** When one would take it, in a sentence. */
  readonly description: { readonly en: string; readonly vi: string };
  /** A tabler icon's name in kebab-case. */
  readonly icon: string;
  readonly flow: Flow;
}
