import type { TelegramSettings } from "./settings.ts";

/** A command as Telegram lists it. */
interface Command {
  readonly command: string;
  readonly description: string;
}

/** Reads the setting of commands: a command to a line, and after "=" what it does. A slash before it is left out. */
export function readCommands(setting: string): readonly Command[] {
  return linesOf(setting).map((line) => {
    const [command = "", ...rest] = line.split("=");
    return { command: command.trim().replace(/^\//, ""), description: rest.join("=").trim() };
  });
}

/** Reads the setting of the menu button's page: `Title = https://…`; undefined where it is empty. */
export function readMenuPage(
  setting: string,
): { readonly title: string; readonly url: string } | undefined {
  const at = setting.indexOf("=");
  return setting.trim() === "" || at < 0
    ? undefined
    : { title: setting.slice(0, at).trim(), url: setting.slice(at + 1).trim() };
}

/** Names the settings that Telegram would refuse. */
export function commandFlaws({
  commands = "",
  menuPage = "",
}: TelegramSettings): readonly { readonly at: string; readonly message: string }[] {
  const listed = readCommands(commands);
  const wrong = listed.find(
    ({ command, description }) =>
      !/^[a-z0-9_]{1,32}$/.test(command) || description === "" || description.length > 256,
  );
  const page = readMenuPage(menuPage);
  const isPage = page && page.title !== "" && /^https:\/\/\S+$/.test(page.url);
  return [
    ...(listed.length > 100
      ? [{ at: "/commands", message: `must have at most 100 lines, but has ${listed.length}` }]
      : []),
    ...(wrong
      ? [
          {
            at: "/commands",
            message: `must have lines such as "prices = Our prices": a command of a-z, 0-9 and _ (at most 32), then at most 256 characters; “${wrong.command}” is none`,
          },
        ]
      : []),
    ...(menuPage.trim() !== "" && !isPage
      ? [{ at: "/menuPage", message: `must be such as "Shop = https://shop.example"` }]
      : []),
  ];
}

function linesOf(setting: string): readonly string[] {
  return setting
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
