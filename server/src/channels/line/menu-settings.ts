import { areaCount, areasOf, Fields, OneOf, pictureLayouts, Switch } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { Picture } from "../settings-fields.ts";

const areaActions = ["sayLabel", "tapPayload", "openPage", "openMenu"] as const;

const MenuArea = Fields({
  label: Type.String({ title: "Label", maxLength: 20, minLength: 1, widget: "label" }),
  action: OneOf([...areaActions], { title: "When tapped" }),
  value: Type.Optional(
    Type.String({
      title: "Payload, address or menu",
      maxLength: 1_000,
      widget: "label",
      shown: { when: "action", is: ["tapPayload", "openPage", "openMenu"] },
    }),
  ),
});

/** The pictures' sizes in pixels. LINE refuses a picture of another size. */
const menuSizes = {
  largeMenu: { width: 2_500, height: 1_686 },
  smallMenu: { width: 2_500, height: 843 },
} as const;

const LineMenu = Fields({
  name: Type.String({
    title: "Name of the menu",
    description: "Small letters, digits, - and _. Flows and areas name the menu so.",
    pattern: "^[a-z0-9_-]{1,20}$",
    widget: "label",
  }),
  picture: Picture({
    title: "Picture of the menu",
    description: "PNG or JPEG of exactly the chosen size, at most 1 MB.",
    types: ["image/png", "image/jpeg"],
    mostBytes: 1_000_000,
  }),
  size: OneOf(["largeMenu", "smallMenu"], { title: "Size of the picture" }),
  layout: OneOf([...pictureLayouts], { title: "Areas of the menu" }),
  areas: Type.Array(MenuArea, {
    title: "What the areas do",
    description: "In the order of reading. An area without an entry does nothing.",
    minItems: 1,
    maxItems: 6,
    widget: "items",
  }),
  barText: Type.String({
    title: "Words on the bar below the chat",
    minLength: 1,
    maxLength: 14,
    widget: "label",
  }),
  open: Switch({ title: "Open when the chat is opened", default: false }),
});
export type LineMenu = Static<typeof LineMenu>;
export type LineMenuArea = Static<typeof MenuArea>;

/** The setting of the menus below the chat. The first one is everyone's. */
export const LineMenus = Type.Optional(
  Type.Array(LineMenu, {
    title: "Menus below the chat",
    description:
      "The first one is shown to everyone. Press Set up webhook after a change: it makes the menus in LINE.",
    maxItems: 10,
    widget: "items",
    inSight: false,
  }),
);

/** Returns the size and the areas of a menu's picture, in pixels. */
export function measureMenu({ size, layout }: LineMenu) {
  return { size: menuSizes[size], areas: areasOf(layout, menuSizes[size]) };
}

/** Names what LINE would refuse in menus that fit the schema. */
export function menuFlaws(
  menus: readonly LineMenu[],
): readonly { readonly at: string; readonly message: string }[] {
  const names = menus.map((it) => it.name);
  return menus.flatMap(({ name, layout, areas }, index) => {
    const at = `/richMenus/${index}`;
    const most = areaCount(layout);
    return [
      ...(names.indexOf(name) === index ? [] : [{ at: `${at}/name`, message: "is taken twice" }]),
      ...(name === "default" ? [{ at: `${at}/name`, message: "must not be “default”" }] : []),
      ...(areas.length <= most
        ? []
        : [{ at: `${at}/areas`, message: `must have at most ${most} entries for this division` }]),
      ...areas.flatMap((area, place) => {
        const message = areaFlaw(area, names);
        return message === undefined ? [] : [{ at: `${at}/areas/${place}/value`, message }];
      }),
    ];
  });
}

function areaFlaw({ action, value = "" }: LineMenuArea, names: readonly string[]) {
  switch (action) {
    case "sayLabel":
      return undefined;
    case "tapPayload":
      return value.trim() !== "" && value.length <= 300
        ? undefined
        : "must be a payload of 1 to 300 characters";
    case "openPage":
      return /^(https?:\/\/|line:\/\/|tel:\+?\d)[\x21-\x7e]*$/.test(value)
        ? undefined
        : "must begin with https://, http://, line:// or tel:";
    case "openMenu":
      return names.includes(value) ? undefined : "must be the name of one of these menus";
  }
}
