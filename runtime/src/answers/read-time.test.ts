import { expect, test } from "vitest";
import { readTime } from "./read-time.ts";

test.each([
  ["１５：３０", "15:30"],
  ["٣:٣٠", "03:30"],
  ["3pm", "15:00"],
  ["3:30 p.m.", "15:30"],
  ["at 3pm!", "15:00"],
  ["15h", "15:00"],
  ["15h30", "15:30"],
  ["15.30", "15:30"],
  ["15 Uhr", "15:00"],
  ["um 15:30 Uhr", "15:30"],
  ["3 giờ chiều", "15:00"],
  ["lúc 9 giờ 30 sáng", "09:30"],
  ["a las 3 de la tarde", "15:00"],
  ["下午3点", "15:00"],
  ["15時30分", "15:30"],
  ["오후 3시", "15:00"],
  ["15:30:00", "15:30"],
  ["12 am", "00:00"],
  ["noonish", undefined],
  ["3.5", undefined],
  ["25:00", undefined],
  ["10:75", undefined],
])("reads %j as %s", (text, time) => {
  expect(readTime(text)).toBe(time);
});
