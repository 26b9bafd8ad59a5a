const english = {
  colors:
    "Amber Blue Bright Calm Coral Crimson Gentle Golden Green Happy Indigo Ivory Jade Lively Lucky Misty Noble Olive Pearl Quiet Rosy Ruby Scarlet Silver Sunny Swift Teal Velvet Violet Wild".split(
      " ",
    ),
  animals:
    "Badger Beaver Crane Deer Dolphin Dove Eagle Falcon Finch Fox Gecko Hare Hedgehog Heron Ibis Jay Kingfisher Koala Lark Lynx Marten Otter Owl Panda Pelican Penguin Puffin Robin Seal Sparrow Squirrel Stork Swallow Swan Tern Tiger Turtle Whale Wolf Wren".split(
      " ",
    ),
};
const vietnamese = {
  animals:
    "Bồ Câu|Cá Heo|Cá Voi|Chim Én|Chim Sẻ|Chim Sâu|Chào Mào|Cò|Công|Cáo|Diệc|Gấu Trúc|Hạc|Hải Âu|Hải Cẩu|Họa Mi|Hươu|Mòng Biển|Nai|Ngỗng|Nhím|Rái Cá|Rùa|Sáo|Sóc|Sơn Ca|Thỏ|Thiên Nga|Vành Khuyên|Vàng Anh|Vịt Trời|Yến|Đại Bàng|Chim Cắt|Cú Mèo|Bói Cá|Bướm|Chuồn Chuồn|Mèo Rừng|Voi".split(
      "|",
    ),
  colors:
    "Biếc|Bạc|Cam|Chăm Chỉ|Dịu Dàng|Đỏ|Hiền|Hồng|Hổ Phách|Lam|Lanh Lợi|Lục|May Mắn|Nâu|Ngọc|Nhanh Nhẹn|Nắng|Rạng Rỡ|San Hô|Sương|Thanh Bình|Tím|Tinh Anh|Trắng|Tươi|Vàng|Vui Vẻ|Xanh|Xám|Yên Tĩnh".split(
      "|",
    ),
};

/** Languages that names are invented in. */
export type NameLanguage = "en" | "vi";

/** A friendly name for a contact who told none, such as "Blue Heron". The same contact always gets the same one. */
export function inventedName(contactId: string, language: NameLanguage): string {
  const choose = (from: readonly string[], salt: string): string =>
    from[hash(salt + contactId) % from.length] ?? "";
  return language === "vi"
    ? `${choose(vietnamese.animals, "animal")} ${choose(vietnamese.colors, "color")}`
    : `${choose(english.colors, "color")} ${choose(english.animals, "animal")}`;
}

/** FNV-1a, 32 bits, with a last mix so that neighbouring ids lie far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** Whether a contact's name is one that was invented. */
export function isInventedName(name: string, contactId: string): boolean {
  return name === inventedName(contactId, "en") || name === inventedName(contactId, "vi");
}
