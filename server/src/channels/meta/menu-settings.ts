import Type from "typebox";
import { menuFlaw } from "./read-menu-lines.ts";

const menuLines = { maxLength: 8_000, widget: "longText", inSight: false } as const;

/** The settings of questions and a menu in the chat, which Messenger and Instagram share. */
export const menuSettings = {
  iceBreakers: Type.Optional(
    Type.String({
      ...menuLines,
      title: "Questions to begin with",
      description:
        "One to a line, at most four: Question = PAYLOAD. A question alone is its own payload.",
    }),
  ),
  persistentMenu: Type.Optional(
    Type.String({
      ...menuLines,
      title: "Menu in the chat",
      description: "One item to a line: Title = PAYLOAD, or Title = https://… to open a page.",
    }),
  ),
};

/** Names the settings that Meta would refuse. */
export function menuFlaws({
  iceBreakers = "",
  persistentMenu = "",
}: {
  readonly iceBreakers?: string | undefined;
  readonly persistentMenu?: string | undefined;
}): readonly { readonly at: string; readonly message: string }[] {
  const questions = menuFlaw(iceBreakers, { lines: 4, title: 80 });
  const items = menuFlaw(persistentMenu, { lines: 20, title: 30 });
  return [
    ...(questions === undefined ? [] : [{ at: "/iceBreakers", message: questions }]),
    ...(items === undefined ? [] : [{ at: "/persistentMenu", message: items }]),
  ];
}
