import { selectByTyping } from "../components/select-by-typing.ts";
import { submitByKey } from "./submit-by-key.ts";

/** What keys do in every step, beside what the browser does. */
export function handleKey(event: KeyboardEvent): void {
  submitByKey(event);
  selectByTyping(event);
}
