import type { Diagnosis } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import type { Combobox } from "../../components/combobox.ts";
import { facts } from "../../components/facts.ts";
import { errorLine } from "../../components/field.ts";
import { quantityInWords } from "../../components/quantity.ts";
import { fieldsToAsk } from "../../flow/selectors/request.ts";
import type { ProductLine } from "../../flow/state.ts";
import { newId } from "../../platform/random-id.ts";
import { hasTouchScreen } from "../../platform/touch-screen.ts";
import { withRareFields } from "../search-beneficiary/form-field.ts";
import type { StepHost, StepView } from "../step.ts";
import { EarlyFiles } from "./early-files.ts";
import { ProductDialog } from "./product-dialog.ts";
import { QuickAdd } from "./quick-add.ts";

export { styles } from "./select-products.styles.ts";

/** What is needed? Products, diagnoses, and further fields that the sponsor requires. */
export function open(host: StepHost): StepView {
  const dialog = new ProductDialog(host, () => quickAdd.lastType);
  const ids = (host.flow.setup.products ?? []).map(newId);
  host.dispatch({ type: "products_opened", ids });
  const edit: Edit = (line, product) => {
    quickAdd.stay();
    dialog.open(line, product);
  };
  const quickAdd = new QuickAdd(host, (product) => edit(undefined, product));
  const earlyFiles = new EarlyFiles(host);
  if (!host.flow.products.length && !hasTouchScreen()) host.focusNext("product");
  return {
    title: () => host.text.titles.select_products,
    content: () =>
      html`${products(host, edit, quickAdd)} ${diagnoses(host, quickAdd.diagnoses)}
      ${fieldsToAsk(host.flow).length ? withRareFields(host, (module) => module.furtherFields(host)) : nothing}
      ${host.flow.policy.state === "none" ? earlyFiles.render() : nothing}`,
    primary: () => ({
      label: host.flow.returnsToReview ? host.text.saveAndReturn : host.text.goOn,
      busy: host.flow.running || quickAdd.isAwaited ? host.text.loading : undefined,
      press: () => void quickAdd.submit(),
    }),
    overlay: () => dialog.render(),
    disconnect: () => {
      dialog.disconnect();
      quickAdd.disconnect();
      earlyFiles.disconnect();
    },
  };
}

/** Opens a product for editing: one of the list, one that is chosen, or any new one. */
type Edit = ProductDialog["open"];

function products(host: StepHost, edit: Edit, { products: search }: QuickAdd) {
  const { flow, text } = host;
  return html`<section class="group" aria-labelledby="products-title">
    <div class="head">
      <h3 id="products-title">${text.products}</h3>
      <button type="button" id="add-product" @click=${() => edit()}>${text.addProduct}</button>
    </div>
    ${
      flow.products.length
        ? html`<ul class="lines">${flow.products.map((line) => productLine(host, edit, line))}</ul>`
        : html`<p class="muted">${text.noProducts}</p>`
    }
    ${search.render({
      label: text.findProduct,
      hint: text.productSearchHint,
      error: flow.errors.products,
      requiredText: text.noProductsError,
    })}
  </section>`;
}

function productLine(host: StepHost, edit: Edit, line: ProductLine) {
  const { flow, text } = host;
  const { id, product, quantity, posology } = line;
  const error = flow.errors[`products.${id}`];
  return html`<li class="line">
    <div class="what">
      <b dir="auto">${product.name}</b>
      <span class="small muted">${facts(product.presentation, posology)}</span>
      ${errorLine(`products-${id}`, error, text, error?.code ? text.problems[error.code] : product.product_type ? undefined : text.noResults)}
    </div>
    <span class="count"><span class="quiet">${text.quantity}</span> ${quantityInWords(product, quantity, text)}</span>
    <span class="tools">
      <button type="button" aria-label=${`${text.edit} ${product.name}`} ?data-invalid=${error} @click=${() => edit(line)}>
        ${text.edit}
      </button>
      <button type="button" class="remove-product" aria-label=${`${text.remove} ${product.name}`} @click=${() => removeProduct(host, id)}>
        ${text.remove}
      </button>
    </span>
  </li>`;
}

/** The focus goes to the same button of the next product, else to the button that adds one. */
function removeProduct({ root, flow, dispatch, updateComplete }: StepHost, id: string): void {
  const index = flow.products.findIndex((line) => line.id === id);
  dispatch({ type: "product_removed", id });
  void updateComplete.then(() => {
    const rest = root.querySelectorAll<HTMLElement>(".lines .remove-product");
    (rest[Math.min(index, rest.length - 1)] ?? root.getElementById("add-product"))?.focus();
  });
}

function diagnoses(host: StepHost, search: Combobox<Diagnosis>) {
  const { flow, text, dispatch, root } = host;
  const focusAfter = (selector: string) =>
    host.updateComplete.then(() =>
      (root.querySelector<HTMLElement>(selector) ?? root.getElementById("diagnosis-search"))?.focus(),
    );
  const remove = (code: string) => {
    const index = flow.diagnoses.findIndex((diagnosis) => diagnosis.code === code);
    dispatch({ type: "diagnosis_removed", code });
    void focusAfter(`.chip:nth-child(${Math.min(index + 1, flow.diagnoses.length - 1)}) button:last-child`);
  };
  const makeMain = (code: string, index: number) => {
    dispatch({ type: "diagnosis_moved", code, by: -index });
    void focusAfter(`.chip[data-code="${CSS.escape(code)}"] button`);
  };
  const chips = html`<ul class="chips">
    ${flow.diagnoses.map(
      ({ code, name }, index) => html`<li class="chip" data-code=${code}>
        <span
          >${index === 0 && flow.diagnoses.length > 1 ? html`<em>${text.mainDiagnosis}</em>` : nothing}<bdi dir="ltr">${code}</bdi>
          ${name === code ? nothing : name}</span
        >
        ${
          index > 0
            ? html`<button type="button" aria-label="${text.makeMain}: ${name}" @click=${() => makeMain(code, index)}>${text.makeMain}</button>`
            : nothing
        }
        <button type="button" aria-label=${`${text.remove} ${name}`} @click=${() => remove(code)}>×</button>
      </li>`,
    )}
  </ul>`;
  return html`<section class="group" aria-label=${text.diagnoses}>
    ${search.render({
      label: html`<b role="heading" aria-level="3">${text.diagnoses}</b>`,
      hint: text.diagnosesHint,
      error: flow.errors.diagnoses,
      requiredText: text.noDiagnosesError,
      chosen: flow.diagnoses.length ? chips : nothing,
    })}
  </section>`;
}
