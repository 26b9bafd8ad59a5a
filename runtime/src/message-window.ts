import type { MessageContent } from "@chatloom/flows-schema";
import type { EffectBody } from "./effect.ts";
import { type FrameState, type TurnState, topFrame } from "./turn-state.ts";
import { settingsOf } from "./visit.ts";

/** Says whether the channel takes only templates now, because the contact's last message is too long ago. */
export function isWindowClosed({ context }: Pick<TurnState, "context">): boolean {
  return context.windowClosesAt !== undefined && context.now >= context.windowClosesAt;
}

/**
 * Fits what a step does to a closed message window: the flow's template goes out once in a turn in place of its messages. Undefined
 * where the flow has none or the channel takes none: the step cannot be done.
 */
export function fitToWindow(
  state: TurnState,
  effects: readonly EffectBody[],
): readonly EffectBody[] | undefined {
  if (!isWindowClosed(state) || !effects.some(isFree)) {
    return effects;
  }
  const frame = state.run && topFrame(state.run);
  const substitute = frame && substituteOf(state, frame);
  if (!substitute) {
    return undefined;
  }
  const others = effects.filter((it) => !isFree(it) && it.type !== "typing");
  if (state.windowTemplateSent) {
    return others;
  }
  state.windowTemplateSent = true;
  return [{ type: "send", content: substitute }, ...others];
}

function isFree(effect: EffectBody): boolean {
  return effect.type === "send" && effect.content.kind !== "template";
}

function substituteOf(state: TurnState, frame: FrameState): MessageContent | undefined {
  const { windowTemplate } = settingsOf(state, frame);
  if (!windowTemplate || windowTemplate.name === "" || !state.context.channel.abilities.template) {
    return undefined;
  }
  const { name, language } = windowTemplate;
  return { kind: "template", name, language, parameters: [] };
}
