import { Double, Int32 } from "bson";
import { notAvailable } from "../errors/mongo-error.ts";
import { toLong } from "./arithmetic.ts";
import { bsonType } from "./bson-type.ts";
import { toDouble } from "./numbers.ts";

/**
 * A sum of numbers as `$sum`, `$avg` and `$add` calculate it: integers exactly, doubles with a correction of their
 * rounding errors, in the widest type that was added.
 */
export class NumberSum {
  count = 0;
  #integers = 0n;
  #hasLong = false;
  #hasDouble = false;
  #double = 0;
  #correction = 0;

  /** Adds a numeric value. */
  add(value: unknown): void {
    this.count++;
    switch (bsonType(value)) {
      case "int":
        this.#integers += BigInt(toDouble(value));
        break;
      case "long":
        this.#hasLong = true;
        this.#integers += BigInt(String(value));
        break;
      case "double":
        this.#hasDouble = true;
        this.#addDouble(toDouble(value));
        break;
      default:
        throw notAvailable("a sum of Decimal128 values");
    }
  }

  // Neumaier's algorithm.
  #addDouble(value: number): void {
    const sum = this.#double + value;
    this.#correction +=
      Math.abs(this.#double) >= Math.abs(value)
        ? this.#double - sum + value
        : value - sum + this.#double;
    this.#double = sum;
  }

  #allAsDouble(): number {
    const sum = Number(this.#integers) + this.#double;
    return Number.isFinite(this.#double) ? sum + this.#correction : sum;
  }

  /** Returns the sum; int zero if nothing was added. */
  total(): unknown {
    if (this.#hasDouble) {
      return new Double(this.#allAsDouble());
    }
    const whole = Number(this.#integers);
    if (!this.#hasLong && (whole | 0) === whole) {
      return new Int32(whole);
    }
    return toLong(this.#integers) ?? new Double(whole);
  }

  /** Returns the average as a double, or null if nothing was added. */
  average(): unknown {
    if (this.count === 0) {
      return null;
    }
    return new Double(toDouble(this.total()) / this.count);
  }
}
