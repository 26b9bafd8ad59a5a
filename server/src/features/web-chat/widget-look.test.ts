import { expect, test } from "vitest";
import { widgetLook } from "./widget-look.ts";

const look = (settings: Readonly<Record<string, string>>) =>
  widgetLook({ name: "Website", settings });

test("a channel without settings has the defaults, and never opens by itself", () => {
  expect(look({})).toEqual({
    name: "Website",
    color: "",
    greeting: "",
    launcher: "",
    avatarUrl: "",
    theme: "auto",
    side: "right",
    opening: { afterSeconds: undefined, atScroll: undefined, onExit: false, onPages: [] },
  });
});

test("reads look and rules, and passes over what it does not know", () => {
  const settings = {
    displayName: "Shop",
    theme: "dark",
    side: "left",
    openAfterSeconds: "0",
    openAtScroll: "many",
    openOnExit: "yes",
    openOnPages: " /pricing, ,checkout ",
  };
  const { name, theme, side, opening } = look(settings);
  expect({ name, theme, side }).toEqual({ name: "Shop", theme: "dark", side: "left" });
  expect(opening).toEqual({
    afterSeconds: 0,
    atScroll: undefined,
    onExit: true,
    onPages: ["/pricing", "checkout"],
  });
  expect(look({ theme: "blue", side: "top" })).toMatchObject({ theme: "auto", side: "right" });
});
