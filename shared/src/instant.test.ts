import assert from "node:assert/strict";
import { test } from "node:test";
import { readInstant } from "./instant.ts";
import { sentOtp } from "./otp.ts";

const expected = Date.UTC(2026, 10, 27, 8, 30, 15);
const spellings = [
  "2026-11-27T08:30:15Z",
  "2026-11-27T08:30:15z",
  "2026-11-27T08:30:15.000Z",
  "2026-11-27T08:30:15.000000001Z",
  "2026-11-27T08:30:15,0Z",
  "2026-11-27 08:30:15Z",
  "2026-11-27 08:30:15 UTC",
  "2026-11-27T08:30:15",
  "2026-11-27T08:30:15+00",
  "2026-11-27T08:30:15+0000",
  "2026-11-27T08:30:15+00:00",
  "2026-11-27T08:30:15-00:00",
  "2026-11-27T02:30:15-06",
  "2026-11-27T02:30:15-0600",
  "2026-11-27T14:00:15+05:30",
  "20261127T083015Z",
  " 2026-11-27T08:30:15Z ",
  String(expected / 1_000),
  String(expected),
  `${expected}000`,
  `${expected}000000`,
];
for (const text of spellings) {
  test(`${text} is read as the instant that it is`, () => assert.equal(readInstant(text), expected));
}

test("an instant without seconds, or with a fraction of one, is exact to the millisecond", () => {
  assert.equal(readInstant("2026-11-27T08:30Z"), expected - 15_000);
  assert.equal(readInstant("2026-11-27T08:30:15.9999Z"), expected + 999);
  assert.equal(readInstant("2026-11-27T08:30:15.5Z"), expected + 500);
});

for (const text of [
  "",
  "now",
  "yesterday",
  "1",
  "99999",
  "2026-13-27T08:30:15Z",
  "2026-11-27T25:30:15Z",
  "27/11/2026 08:30",
  "2026-11-27T08:30:15 CET",
  "Fri Nov 27 2026",
]) {
  test(`${JSON.stringify(text)} is no instant`, () => assert.equal(readInstant(text), undefined));
}

test("an instant without a zone is the same in every time zone of the server", () => {
  const { TZ } = process.env;
  try {
    for (const zone of ["America/Guatemala", "Asia/Kolkata", "UTC"]) {
      process.env.TZ = zone;
      assert.equal(readInstant("2026-11-27T08:30:15"), expected);
    }
  } finally {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
});

test("a one-time code that expires at an instant in another spelling keeps its seconds", (t) => {
  t.mock.method(Date, "now", () => expected);
  for (const expires_at of ["2026-11-27T08:32:15+00", "2026-11-27 08:32:15", expected / 1_000 + 120]) {
    assert.equal(sentOtp.parse({ otp_id: 1, expires_at }).expires_in, 120);
  }
  assert.equal(sentOtp.parse({ otp_id: 1, expires_at: "later" }).expires_in, 300);
});
