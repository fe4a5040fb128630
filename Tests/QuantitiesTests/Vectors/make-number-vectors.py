#!/usr/bin/env python3
"""Writes number.tsv: what Python's decimal module, at 34 digits half-even, makes of seeded operands.

Run it again only to widen the table; the output is the same every time.
"""
import decimal
import pathlib
import random
from decimal import Decimal

context = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN)
decimal.setcontext(decimal.Context(prec=100))
random.seed(2022)
modes = {
    "halfEven": decimal.ROUND_HALF_EVEN,
    "halfUp": decimal.ROUND_HALF_UP,
    "halfDown": decimal.ROUND_HALF_DOWN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
    "ceiling": decimal.ROUND_CEILING,
    "floor": decimal.ROUND_FLOOR,
}


def operand():
    digits = random.choice([1, 2, 4, 9, 18, 33, 34])
    coefficient = random.choice(
        [random.randrange(10**digits), 10**digits - 1, 10 ** (digits - 1), 5 * 10 ** (digits - 1)]
    )
    sign = random.choice([1, -1])
    return Decimal(sign * coefficient).scaleb(random.randint(-24, 12))


def plain(value):
    text = format(value.normalize(context), "f")
    return "0" if text in ("-0", "0") else text


rows = []
operations = {
    "add": context.add,
    "subtract": context.subtract,
    "multiply": context.multiply,
    "divide": context.divide,
    "compare": context.compare,
}
for name, operation in operations.items():
    for _ in range(90):
        left, right = operand(), operand()
        if name == "divide" and right == 0:
            continue
        rows.append((name, plain(left), plain(right), plain(operation(left, right))))

# Sums and differences whose second operand decides a tie from far below the last digit.
nines = Decimal("9" * 34)
head = Decimal("1234567890123456789012345678901234")
for left in (nines, head, head + 1, Decimal(10) ** 33):
    for right in ("0.5", "0.50000000001", "0.49999999999", "5E-30", "0.05", "0.051", "1E-40"):
        for sign in (1, -1):
            small = sign * Decimal(right)
            rows.append(("add", plain(left), plain(small), plain(context.add(left, small))))
            rows.append(("add", plain(-left), plain(small), plain(context.add(-left, small))))

for text in ("0", "2.5", "-2.5", "3.5", "0.05", "-0.05", "1999.9999", "-7.449", "7.451", "1E-30", "-1E-60"):
    for places in (0, 1, 3, -1):
        for name, mode in modes.items():
            value = Decimal(text)
            wide = decimal.Context(prec=100)
            result = value.quantize(Decimal(1).scaleb(-places), rounding=mode, context=wide)
            rows.append((f"round {name} {places}", plain(value), "", plain(result)))

here = pathlib.Path(__file__).parent
lines = ["\t".join(row) for row in rows]
(here / "number.tsv").write_text("operation\tleft\tright\tresult\n" + "\n".join(lines) + "\n")
