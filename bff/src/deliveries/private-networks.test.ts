import assert from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { test } from "node:test";
import { addressRules, networksOf, PrivateAddressError, type Resolve } from "./private-networks.ts";

const none = networksOf([]);

const privateAddresses = [
  "10.0.0.5",
  "127.0.0.2",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "255.255.255.255",
  "[::]",
  "[::ffff:10.0.0.5]",
  "[::ffff:127.0.0.1]",
  "[64:ff9b::a00:5]",
  "[fe80::1]",
  "[fd00::1]",
  "[2002:a00:5::]",
];
for (const address of privateAddresses) {
  test(`${address} is not delivered to`, () => {
    assert.throws(
      () => addressRules(none).check(new URL(`https://${address}/`).hostname),
      PrivateAddressError,
    );
  });
}

for (const written of [
  "https://2130706434/",
  "https://0x7f.2/",
  "https://0300.0250.1.1/",
  "https://127.2/",
]) {
  test(`${written} is not delivered to, however it is written`, () => {
    assert.throws(() => addressRules(none).check(new URL(written).hostname), PrivateAddressError);
  });
}

test("public addresses are, and private ones of an allowed network", () => {
  addressRules(none).check("93.184.216.34");
  addressRules(none).check("[2606:2800:220:1::1]");
  addressRules(networksOf(["10.20.0.0/16"])).check("10.20.3.4");
  assert.throws(() => addressRules(networksOf(["10.20.0.0/16"])).check("10.21.3.4"), PrivateAddressError);
});

test("this machine is delivered to where it is written out", () => {
  for (const name of ["127.0.0.1", "[::1]", "localhost"]) addressRules(none).check(name);
});

/** What a connection to a name would be made to. */
function connect(hostname: string, resolve: Resolve): Promise<LookupAddress[] | Error> {
  return new Promise((settle) => {
    addressRules(none, resolve).lookup(hostname, { all: true }, (error, addresses) =>
      settle(error ?? (addresses as LookupAddress[])),
    );
  });
}
const answering =
  (...addresses: string[]): Resolve =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );

test("a name that resolves to a private address is not connected to", async () => {
  assert.ok((await connect("clinic.example", answering("10.0.0.5"))) instanceof PrivateAddressError);
  assert.ok((await connect("clinic.example", answering("::1"))) instanceof PrivateAddressError);
  for (const address of [
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "::ffff:7f00:1",
    "::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:5",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "fe80::1%eth0",
    "fd00:ec2::254",
  ])
    assert.ok((await connect("clinic.example", answering(address))) instanceof PrivateAddressError, address);
  const mixed = answering("93.184.216.34", "169.254.169.254");
  assert.ok((await connect("clinic.example", mixed)) instanceof PrivateAddressError);
  assert.deepEqual(await connect("clinic.example", answering("93.184.216.34")), [
    { address: "93.184.216.34", family: 4 },
  ]);
});

test("a name that is rebound after it was checked is not connected to", async () => {
  let turn = 0;
  const rebinding: Resolve = (hostname, options, callback) => {
    turn += 1;
    answering(turn === 1 ? "93.184.216.34" : "127.0.0.1")(hostname, options, callback);
  };
  assert.ok(Array.isArray(await connect("clinic.example", rebinding)));
  assert.ok((await connect("clinic.example", rebinding)) instanceof PrivateAddressError);
});

test("what is no network is refused", () => {
  for (const text of ["10.0.0.0/33", "clinic.example/8", "10.0.0.0"]) assert.throws(() => networksOf([text]));
});
