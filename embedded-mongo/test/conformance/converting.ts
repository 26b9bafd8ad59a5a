import { Decimal128, Double, Long, ObjectId } from "bson";
import { type ConformanceCase, evaluates, refusesExpression } from "./case.ts";

const d = (number: number) => new Double(number);
const l = (number: number) => Long.fromNumber(number);
const dec = (text: string) => Decimal128.fromString(text);
const day = new Date("2024-03-10T07:08:09.010Z");

/** Expression operators on types and dates. */
export const converting: readonly ConformanceCase[] = [
  // Types.
  evaluates({ $type: "$x" }, "missing"),
  evaluates({ $type: 1 }, "int"),
  evaluates({ $isNumber: "x" }, false),
  evaluates({ $toString: 1.5 }, "1.5"),
  evaluates({ $toString: d(1e-7) }, "1e-07"),
  evaluates({ $toString: d(1e16) }, "1e+16"),
  evaluates({ $toString: d(-123456.75) }, "-123456.75"),
  evaluates({ $toString: true }, "true"),
  evaluates({ $toString: day }, "2024-03-10T07:08:09.010Z"),
  evaluates({ $toInt: "42" }, 42),
  evaluates({ $toInt: 2.9 }, 2),
  evaluates({ $toLong: 5 }, l(5)),
  evaluates({ $toDouble: "1.5" }, d(1.5)),
  evaluates({ $toDecimal: "1.50" }, dec("1.50")),
  evaluates({ $toBool: "false" }, true),
  evaluates({ $toDate: l(0) }, new Date(0)),
  evaluates({ $toObjectId: "000000000000000000000001" }, new ObjectId("000000000000000000000001")),
  refusesExpression({ $toInt: "x" }, 241),
  refusesExpression({ $toInt: l(9999999999) }, 241),
  evaluates({ $convert: { input: "x", to: "int", onError: -1 } }, -1),
  evaluates({ $convert: { input: null, to: "int", onNull: 0 } }, 0),
  // Dates.
  evaluates({ $year: day }, 2024),
  evaluates({ $month: day }, 3),
  evaluates({ $dayOfMonth: day }, 10),
  evaluates({ $hour: { date: day, timezone: "Asia/Ho_Chi_Minh" } }, 14),
  evaluates({ $hour: { date: day, timezone: "-02:30" } }, 4),
  evaluates({ $minute: day }, 8),
  evaluates({ $second: day }, 9),
  evaluates({ $millisecond: day }, 10),
  evaluates({ $dayOfWeek: day }, 1),
  evaluates({ $isoDayOfWeek: day }, 7),
  evaluates({ $dayOfYear: day }, 70),
  evaluates({ $week: day }, 10),
  evaluates({ $isoWeek: day }, 10),
  evaluates({ $isoWeekYear: new Date("2021-01-01") }, l(2020)),
  evaluates({ $dateToString: { date: day } }, "2024-03-10T07:08:09.010Z"),
  evaluates(
    { $dateToString: { date: day, format: "%Y-%m-%d %H:%M", timezone: "Europe/Berlin" } },
    "2024-03-10 08:08",
  ),
  evaluates({ $dateToString: { date: "$x", onNull: "none" } }, "none"),
  evaluates({ $dateFromString: { dateString: "2024-03-10T07:08:09.010Z" } }, day),
  evaluates({ $dateFromString: { dateString: "nope", onError: null } }, null),
  evaluates(
    { $dateToParts: { date: day } },
    { year: 2024, month: 3, day: 10, hour: 7, minute: 8, second: 9, millisecond: 10 },
  ),
  evaluates(
    { $dateAdd: { startDate: new Date("2024-01-31"), unit: "month", amount: 1 } },
    new Date("2024-02-29"),
  ),
  evaluates(
    { $dateSubtract: { startDate: day, unit: "day", amount: 10 } },
    new Date("2024-02-29T07:08:09.010Z"),
  ),
  evaluates({ $dateTrunc: { date: day, unit: "day" } }, new Date("2024-03-10")),
  evaluates(
    { $dateTrunc: { date: day, unit: "week", startOfWeek: "monday" } },
    new Date("2024-03-04"),
  ),
  evaluates(
    { $dateTrunc: { date: day, unit: "minute", binSize: 15 } },
    new Date("2024-03-10T07:00:00Z"),
  ),
  evaluates(
    { $dateTrunc: { date: day, unit: "month", timezone: "Europe/Berlin" } },
    new Date("2024-02-29T23:00:00Z"),
  ),
  evaluates(
    {
      $dateDiff: {
        startDate: new Date("2024-01-31"),
        endDate: new Date("2024-02-01"),
        unit: "month",
      },
    },
    l(1),
  ),
  evaluates({ $dateDiff: { startDate: new Date(0), endDate: day, unit: "day" } }, l(19792)),
];
