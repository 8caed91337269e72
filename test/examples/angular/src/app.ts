// #region embed
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import type { CompletedOutcome } from "@osigu-preauth/widget";
import "@osigu-preauth/widget";
import { getToken } from "./get-token";

/** Given to the build: `ng build --define BFF_URL="'https://preauth.clinic.example'"`. */
declare const BFF_URL: string;

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Clinic</h1>
    <osigu-preauth
      [bffUrl]="bffUrl"
      sponsor-slug="sponsor-sandbox"
      [getToken]="getToken"
      (preauth-complete)="save($event.detail)"
    />
    <p>Authorization: <output>{{ codes() }}</output></p>
  `,
})
export class App {
  readonly bffUrl = BFF_URL;
  readonly getToken = getToken;
  readonly codes = signal("");

  save({ authorizations }: CompletedOutcome) {
    this.codes.set(authorizations.map((one) => one.authorization_code).join(", "));
  }
}
// #endregion
