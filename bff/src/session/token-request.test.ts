import assert from "node:assert/strict";
import { test } from "node:test";
import { OAuthError } from "./oauth-error.ts";
import { readTokenRequest } from "./token-request.ts";

const absent = [
  "undefined",
  "null",
  "NaN",
  "None",
  "[object Object]",
  "[object Promise]",
  " undefined ",
  " ",
  "",
];

for (const name of ["subject", "beneficiary_id"]) {
  for (const value of [...absent, null, {}]) {
    test(`the ${name} ${JSON.stringify(value)} is refused`, () => {
      const request = () => readTokenRequest({ grant_type: "client_credentials", [name]: value });
      assert.throws(request, (thrown) => {
        assert.ok(thrown instanceof OAuthError);
        assert.equal(thrown.status, 400);
        assert.match(thrown.description, new RegExp(name));
        return true;
      });
    });
  }
}

for (const subject of ["0", "nullable", "user [object]", "Undefined Smith"]) {
  test(`the subject "${subject}" is accepted`, () => {
    assert.equal(readTokenRequest({ grant_type: "client_credentials", subject }).subject, subject);
  });
}

test("without a subject the token is the host's own", () => {
  assert.equal(readTokenRequest({ grant_type: "client_credentials" }).subject, undefined);
});
