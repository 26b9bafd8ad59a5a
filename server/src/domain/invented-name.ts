import { type ScreenLanguage, screenLanguages } from "@chatloom/api-schema";

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

const bengali = {
  colors:
    "নীল সবুজ লাল সোনালি রুপালি গোলাপি বেগুনি সাদা কমলা হলুদ উজ্জ্বল শান্ত সাহসী চঞ্চল হাসিখুশি কোমল দ্রুত ভাগ্যবান মিষ্টি রঙিন ধীর চালাক ছোট্ট আলোকিত মেঘলা রোদেলা নির্ভীক মৃদু সুখী জ্ঞানী".split(
      " ",
    ),
  animals:
    "দোয়েল শালিক টিয়া ময়না কোকিল বুলবুলি চড়ুই ঘুঘু পায়রা বক সারস মাছরাঙা হাঁস রাজহাঁস ময়ূর ঈগল বাজপাখি পেঁচা বাবুই কাঠঠোকরা হরিণ বাঘ হাতি খরগোশ কাঠবিড়ালি বেজি ভোঁদড় শিয়াল শুশুক কচ্ছপ প্রজাপতি ফড়িং জোনাকি মৌমাছি পানকৌড়ি ডাহুক শ্যামা ফিঙে তিমি পান্ডা".split(
      " ",
    ),
};

const words = { en: english, vi: vietnamese, bn: bengali };

/** A friendly name for a contact who told none, such as "Blue Heron". The same contact always gets the same one. */
export function inventedName(contactId: string, language: ScreenLanguage): string {
  const choose = (from: readonly string[], salt: string): string =>
    from[hash(salt + contactId) % from.length] ?? "";
  const { colors, animals } = words[language];
  const [color, animal] = [choose(colors, "color"), choose(animals, "animal")];
  return language === "vi" ? `${animal} ${color}` : `${color} ${animal}`;
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
  return screenLanguages.some((it) => name === inventedName(contactId, it));
}
