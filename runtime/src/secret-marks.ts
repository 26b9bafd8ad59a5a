import {
  secretPattern,
  sensitivePattern,
  writeSecret,
  writeSensitive,
} from "@chatloom/flows-schema";
import type { TextPart, Visit } from "./behaviour.ts";

type Filling = Pick<Visit, "render" | "renderParts">;

/** Fills in a request's fields with marks in the places of secrets and sensitive answers, whose values only the server has. */
export interface SecretMarks {
  readonly filling: Filling;
  /** The secrets that were named so far. */
  readonly names: ReadonlySet<string>;
  /** The variables of the sensitive answers that were named so far. */
  readonly answers: ReadonlySet<string>;
  /** Writes the marks of a filled-in text as `{{secret.NAME}}` and `{{sensitive.ID}}`, and breaks what only looks like one. */
  readonly settle: (text: string) => string;
}

/**
 * Marks the secrets of a request. `guard` is a text that contacts and other systems cannot know: what they write must never become
 * the place of a secret.
 */
export function markSecrets(visit: Filling & Pick<Visit, "sensitive">, guard: string): SecretMarks {
  const names = new Set<string>();
  const answers = new Set<string>();
  const begin = `secret-${guard}-`;
  const beginAnswer = `sensitive-${guard}-`;
  const marks = new RegExp(`((?:${begin}|${beginAnswer})\\w+-)`);
  const marked = (template: string): string =>
    template
      .replace(secretPattern, (_, name: string) => {
        names.add(name);
        return `${begin}${name}-`;
      })
      .replace(sensitivePattern, (_, name: string) => {
        answers.add(name);
        return `${beginAnswer}${name}-`;
      });
  return {
    names,
    answers,
    filling: {
      render: (template) => visit.render(marked(template)),
      renderParts: (template) =>
        visit.renderParts(marked(template)).flatMap((part): TextPart[] => {
          if (!("literal" in part)) {
            return [part];
          }
          const split = part.literal.split(marks);
          return split.map((it, index) => (index % 2 === 0 ? { literal: it } : { value: it }));
        }),
    },
    settle: (text) =>
      text
        .replaceAll("{{secret.", "{{ secret.")
        .replaceAll("{{sensitive.", "{{ sensitive.")
        .replace(new RegExp(`${begin}(\\w+)-`, "g"), (_, name: string) => writeSecret(name))
        .replace(new RegExp(`${beginAnswer}(\\w+)-`, "g"), (_, name: string) =>
          writeSensitive(visit.sensitive(name) ?? ""),
        ),
  };
}
