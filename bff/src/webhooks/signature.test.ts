import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { Secret } from "../settings/secret.ts";
import { isSigned } from "./signature.ts";

const now = Date.UTC(2026, 10, 20, 12);
const seconds = now / 1000;
const secret = new Secret("whsec_invented_for_this_test");
const body = Buffer.from('{"event_id":"evt_1", "name":"Mar\u00eda" ,"b":1,"a":[ ]}');

const sign = (bytes: Buffer, stamp: number | string = seconds, by = secret) =>
  createHmac("sha256", by.reveal()).update(`${stamp}.`).update(bytes).digest("hex");
const header = (stamp: number | string = seconds) => `t=${stamp},v1=${sign(body, stamp)}`;
const takes = (text: string | undefined, bytes = body, secrets = [secret]) =>
  isSigned(text, bytes, secrets, now);

test("a body with a recent signature is accepted, as the bytes that arrived", () => {
  assert.ok(takes(header()));
  assert.ok(!takes(header(), Buffer.from(JSON.stringify(JSON.parse(body.toString())))));
});

test("a flipped bit in the body, the signature or the timestamp is refused", () => {
  for (let round = 0; round < 1_000; round += 1) {
    const bit = Math.floor(Math.random() * body.length * 8);
    const flipped = Buffer.from(body);
    flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
    assert.ok(!takes(header(), flipped), `bit ${bit} of the body`);

    const signature = Buffer.from(sign(body), "hex");
    const place = Math.floor(Math.random() * 256);
    signature[place >> 3] = (signature[place >> 3] as number) ^ (1 << (place & 7));
    assert.ok(!takes(`t=${seconds},v1=${signature.toString("hex")}`), `bit ${place} of the signature`);

    const moved = seconds - 300 + (round % 601);
    if (moved !== seconds) assert.ok(!takes(`t=${moved},v1=${sign(body)}`), `a stamp of ${moved}`);
  }
});

for (const [off, isTaken] of [
  [-301, false],
  [-299, true],
  [299, true],
  [301, false],
] as const) {
  test(`a timestamp ${off} seconds off is ${isTaken ? "accepted" : "refused"}`, () => {
    assert.equal(takes(header(seconds + off)), isTaken);
  });
}

const good = sign(body);
const refused: [why: string, header: string | undefined][] = [
  ["no header", undefined],
  ["an empty header", ""],
  ["no signature", `t=${seconds}`],
  ["an empty signature", `t=${seconds},v1=`],
  ["a name without a value", `t=${seconds},v1`],
  ["another scheme", `t=${seconds},v0=${good}`],
  ["half a signature", `t=${seconds},v1=${good.slice(0, 32)}`],
  ["no stamp", `v1=${good}`],
  ["two stamps", `t=${seconds},t=${seconds},v1=${good}`],
  ["a stamp that is no number", `t=now,v1=${good}`],
  [
    "a stamp in other digits",
    `t=${String(seconds).replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)] ?? "")},v1=${good}`,
  ],
  ["a signed stamp", `t=+${seconds},v1=${sign(body, `+${seconds}`)}`],
  ["a stamp in hexadecimal", `t=0x1,v1=${good}`],
  ["a thousand signatures", `t=${seconds}${`,v1=${good}`.repeat(1_000)}`],
];
for (const [why, text] of refused) {
  test(`${why} is refused`, () => {
    assert.equal(takes(text), false);
  });
}

test("during a rotation either secret is valid, and one valid signature is enough", () => {
  const next = new Secret("whsec_the_next_one");
  const both = [next, secret];
  assert.ok(takes(header(), body, both));
  assert.ok(takes(`t=${seconds},v1=${sign(body, seconds, next)}`, body, both));
  assert.ok(takes(`t=${seconds},v1=${"0".repeat(64)},v1=${good}`));
  assert.ok(!takes(header(), body, [next]));
});

test("spaces after commas and upper case are accepted", () => {
  assert.ok(takes(`t=${seconds}, v1=${good.toUpperCase()}`));
});
