import { Binary, Decimal128, Double, Long, Timestamp } from "bson";
import {
  aggregates,
  type ConformanceCase,
  evaluates,
  refusesExpression,
  refusesPipeline,
} from "./case.ts";

const d = (number: number) => new Double(number);
const l = (number: number | string) => Long.fromString(String(number));
const scores = [
  { _id: 0, g: "x", s: 5 },
  { _id: 1, g: "x", s: 9 },
  { _id: 2, g: "x" },
  { _id: 3, g: "y", s: 7 },
];

/** Groups the scores by `g` with one accumulator. */
const groups = (accumulator: object, x: unknown, y: unknown): ConformanceCase =>
  aggregates(
    scores,
    [{ $group: { _id: "$g", v: accumulator } }, { $sort: { _id: 1 } }],
    [
      { _id: "x", v: x },
      { _id: "y", v: y },
    ],
  );

/** Powers, angles, bits, parts of dates, and what keeps several values. */
export const calculating: readonly ConformanceCase[] = [
  evaluates({ $pow: [2, 10] }, 1024),
  evaluates({ $pow: [2, 31] }, l("2147483648")),
  evaluates({ $pow: [l(2), 3] }, l(8)),
  evaluates({ $pow: [3, 39] }, l("4052555153018976267")),
  evaluates({ $pow: [2, 63] }, d(2 ** 63)),
  evaluates({ $pow: [-2, 63] }, l("-9223372036854775808")),
  evaluates({ $pow: [2, -1] }, d(0.5)),
  evaluates({ $pow: [-1, -3] }, -1),
  evaluates({ $pow: [0, 0] }, 1),
  evaluates({ $pow: [d(4), d(0.5)] }, d(2)),
  evaluates({ $pow: ["$x", 2] }, null),
  refusesExpression({ $pow: [0, -1] }, 28764),
  refusesExpression({ $pow: ["a", 1] }, 28762),
  refusesExpression({ $pow: [1, "a"] }, 28763),
  evaluates({ $log: [8, 2] }, d(3)),
  refusesExpression({ $log: [0, 2] }, 28758),
  refusesExpression({ $log: [2, 1] }, 28759),
  refusesExpression({ $log: ["a", 1] }, 28756),
  evaluates({ $sin: 0 }, d(0)),
  evaluates({ $cos: 0 }, d(1)),
  evaluates({ $tan: 0 }, d(0)),
  evaluates({ $asin: 0 }, d(0)),
  evaluates({ $acos: 1 }, d(0)),
  evaluates({ $atan: 1 }, d(Math.PI / 4)),
  evaluates({ $atan2: [0, -1] }, d(Math.PI)),
  evaluates({ $sinh: 0 }, d(0)),
  evaluates({ $cosh: 0 }, d(1)),
  evaluates({ $tanh: 0 }, d(0)),
  evaluates({ $asinh: 0 }, d(0)),
  evaluates({ $acosh: 1 }, d(0)),
  evaluates({ $atanh: 0 }, d(0)),
  evaluates({ $degreesToRadians: 180 }, d(Math.PI)),
  evaluates({ $radiansToDegrees: d(Math.PI) }, d(180)),
  evaluates({ $sin: null }, null),
  refusesExpression({ $sin: "a" }, 28765),
  refusesExpression({ $sin: d(Number.POSITIVE_INFINITY) }, 50989),
  refusesExpression({ $acos: 2 }, 50989),
  refusesExpression({ $acosh: 0 }, 50989),
  refusesExpression({ $atan2: ["a", 1] }, 51044),
  // Bits, sizes, timestamps.
  evaluates({ $bitAnd: [12, 10] }, 8),
  evaluates({ $bitAnd: [] }, -1),
  evaluates({ $bitOr: [12, l(3)] }, l(15)),
  evaluates({ $bitXor: [12, 10] }, 6),
  evaluates({ $bitXor: [12, null] }, null),
  evaluates({ $bitNot: 5 }, -6),
  evaluates({ $bitNot: l(5) }, l(-6)),
  refusesExpression({ $bitAnd: [1, d(2)] }, 14),
  evaluates({ $binarySize: "é" }, 2),
  evaluates({ $binarySize: new Binary(Buffer.alloc(7)) }, 7),
  refusesExpression({ $binarySize: 1 }, 51276),
  evaluates({ $bsonSize: "$$ROOT" }, 14),
  evaluates({ $bsonSize: null }, null),
  refusesExpression({ $bsonSize: 1 }, 31393),
  evaluates({ $tsSecond: new Timestamp({ t: 100, i: 7 }) }, l(100)),
  evaluates({ $tsIncrement: new Timestamp({ t: 100, i: 7 }) }, l(7)),
  refusesExpression({ $tsSecond: 1 }, 5687301),
  evaluates({ $indexOfBytes: ["aéb", "b"] }, 3),
  evaluates({ $indexOfBytes: ["abab", "b", 2] }, 3),
  refusesExpression({ $indexOfBytes: [1, "b"] }, 40091),
  // Parts of dates.
  evaluates({ $dateFromParts: { year: 2024 } }, new Date("2024-01-01T00:00:00Z")),
  evaluates(
    { $dateFromParts: { year: 2024, month: 14, day: 0, hour: 25 } },
    new Date("2025-02-01T01:00:00Z"),
  ),
  evaluates(
    { $dateFromParts: { year: 2024, month: 7, hour: 12, timezone: "Europe/Berlin" } },
    new Date("2024-07-01T10:00:00Z"),
  ),
  evaluates(
    { $dateFromParts: { isoWeekYear: 2021, isoWeek: 1, isoDayOfWeek: 7 } },
    new Date("2021-01-10T00:00:00Z"),
  ),
  evaluates({ $dateFromParts: { year: 2024, month: "$x" } }, null),
  refusesExpression({ $dateFromParts: { month: 1 } }, 40516),
  refusesExpression({ $dateFromParts: { year: 1, isoWeek: 1 } }, 40489),
  refusesExpression({ $dateFromParts: { year: 0 } }, 40523),
  refusesExpression({ $dateFromParts: { year: 2024, month: 40000 } }, 31034),
  refusesExpression({ $dateFromParts: { year: 2024, month: "a" } }, 40515),
  evaluates(
    { $dateToParts: { date: new Date("2021-01-03T01:02:03.004Z"), iso8601: true } },
    {
      isoWeekYear: 2020,
      isoWeek: 53,
      isoDayOfWeek: 7,
      hour: 1,
      minute: 2,
      second: 3,
      millisecond: 4,
    },
  ),
  refusesExpression({ $dateToParts: { date: new Date(0), iso8601: 1 } }, 40521),
  evaluates(
    { $dateFromString: { dateString: "05/06/2020", format: "%d/%m/%Y" } },
    new Date("2020-06-05T00:00:00Z"),
  ),
  evaluates(
    {
      $dateFromString: {
        dateString: "5 Jun 2020 7:08:09.5 +0200",
        format: "%d %b %Y %H:%M:%S.%L %z",
      },
    },
    new Date("2020-06-05T05:08:09.500Z"),
  ),
  evaluates(
    { $dateFromString: { dateString: "2020-W23-5", format: "%G-W%V-%u" } },
    new Date("2020-06-05T00:00:00Z"),
  ),
  evaluates(
    { $dateFromString: { dateString: "2020 157", format: "%Y %j", timezone: "Europe/Berlin" } },
    new Date("2020-06-04T22:00:00Z"),
  ),
  evaluates({ $dateFromString: { dateString: "06/2020", format: "%m/%Y", onError: "no" } }, "no"),
  evaluates(
    { $dateFromString: { dateString: "2020-06-05 07:08:09" } },
    new Date("2020-06-05T07:08:09Z"),
  ),
  refusesExpression({ $dateFromString: { dateString: "x", format: "%Y" } }, 241),
  refusesExpression({ $dateFromString: { dateString: "x", format: "%q" } }, 18536),
  refusesExpression({ $dateFromString: { dateString: "x", format: 1 } }, 40684),
  // Several values.
  evaluates({ $firstN: { n: 2, input: [3, 1, 2] } }, [3, 1]),
  evaluates({ $lastN: { n: 2, input: [3, 1, 2] } }, [1, 2]),
  evaluates({ $minN: { n: 2, input: [3, null, 1, 2] } }, [1, 2]),
  evaluates({ $maxN: { n: 2, input: [3, null, 1, "a"] } }, ["a", 3]),
  evaluates({ $maxN: { n: 9, input: [] } }, []),
  refusesExpression({ $firstN: { n: 0, input: [] } }, 5787908),
  refusesExpression({ $firstN: { n: "a", input: [] } }, 5787902),
  refusesExpression({ $firstN: { n: d(1.5), input: [] } }, 5787903),
  refusesExpression({ $firstN: { n: 1, input: 5 } }, 5788200),
  refusesExpression({ $firstN: { n: 1 } }, 5787907),
  evaluates({ $stdDevPop: [[1, 3]] }, d(1)),
  evaluates({ $stdDevSamp: [1, 3, "x"] }, d(Math.SQRT2)),
  evaluates({ $stdDevSamp: [1] }, null),
  groups({ $firstN: { n: 2, input: "$s" } }, [5, 9], [7]),
  groups({ $lastN: { n: 2, input: "$s" } }, [9, null], [7]),
  groups({ $minN: { n: 2, input: "$s" } }, [5, 9], [7]),
  groups({ $maxN: { n: 1, input: "$s" } }, [9], [7]),
  groups({ $top: { sortBy: { s: -1 }, output: "$_id" } }, 1, 3),
  groups({ $bottom: { sortBy: { s: -1 }, output: "$_id" } }, 2, 3),
  groups(
    { $topN: { n: 2, sortBy: { s: 1 }, output: ["$_id", "$s"] } },
    [
      [2, null],
      [0, 5],
    ],
    [[3, 7]],
  ),
  groups({ $bottomN: { n: 2, sortBy: { s: 1 }, output: "$_id" } }, [0, 1], [3]),
  groups({ $topN: { n: 3, sortBy: { none: 1 }, output: "$_id" } }, [0, 1, 2], [3]),
  aggregates(
    scores,
    [
      {
        $group: {
          _id: { g: "$g" },
          v: { $firstN: { n: { $cond: [{ $eq: ["$g", "x"] }, 1, 9] }, input: "$_id" } },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: { g: "x" }, v: [0] },
      { _id: { g: "y" }, v: [3] },
    ],
  ),
  refusesPipeline(scores, [{ $group: { _id: 1, v: { $topN: { n: 1, output: 1 } } } }], 5788005),
  refusesPipeline(scores, [{ $group: { _id: 1, v: { $minN: { n: 0, input: 1 } } } }], 5787908),
  refusesExpression({ $cos: Decimal128.fromString("0") }, 238, {}, "embedded"),
];
