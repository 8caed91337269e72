import {
  type CSSProperties,
  createElement,
  type DetailedHTMLProps,
  type ForwardRefExoticComponent,
  forwardRef,
  type HTMLAttributes,
  type RefAttributes,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import type {
  ElementAttributes,
  ElementOptions,
  ElementProperties,
  OsiguPreauthElement,
  OsiguPreauthRequestsElement,
  PreauthEvents,
  PreauthRequestsEvents,
  RequestsAttributes,
  RequestsProperties,
} from "../index.ts";

import "../index.ts";

/** The options of `mount`, and what React puts on any element. */
export type OsiguPreauthProps = ElementOptions & {
  id?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
};

/** React 18 warns of a layout effect on a server. */
const useBrowserEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/**
 * `<osigu-preauth>` for React 18 and 19: texts become attributes, all else properties of the element after each render.
 * What is no longer given is taken back. A ref holds the element.
 */
export const OsiguPreauth: ForwardRefExoticComponent<OsiguPreauthProps & RefAttributes<OsiguPreauthElement>> =
  forwardRef<OsiguPreauthElement, OsiguPreauthProps>(function OsiguPreauth(props, ref) {
    const { id, className, style, ...options } = props;
    const texts = Object.entries(options).filter(([, value]) => typeof value === "string");
    const properties = Object.entries(options).filter(([, value]) => typeof value !== "string");
    const element = useRef<OsiguPreauthElement>(null);
    const given = useRef<Partial<ElementOptions>>({});
    useImperativeHandle(ref, () => element.current as OsiguPreauthElement);
    useBrowserEffect(() => {
      const absent = Object.keys(given.current).map((name) => [name, undefined]);
      given.current = Object.fromEntries(properties);
      Object.assign(element.current as OsiguPreauthElement, Object.fromEntries(absent), given.current);
    });
    return createElement("osigu-preauth", {
      ref: element,
      id,
      class: className,
      style,
      // The element adds attributes of its own, maybe before React hydrates it.
      suppressHydrationWarning: true,
      // A server renders them, so that the element has them before React hydrates it.
      ...Object.fromEntries(texts.map(([name, value]) => [attributeName(name), value])),
    });
  });

const attributeName = (option: string) => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The element in JSX. React 19 sets its properties; React 18 and a server set its attributes alone. */
type JsxElement = DetailedHTMLProps<HTMLAttributes<OsiguPreauthElement>, OsiguPreauthElement> &
  ElementAttributes &
  Partial<ElementProperties> & {
    [Name in keyof PreauthEvents as `on${Name}`]?: (event: CustomEvent<PreauthEvents[Name]>) => void;
  };

/** The list of requests in JSX. */
type JsxRequests = DetailedHTMLProps<
  HTMLAttributes<OsiguPreauthRequestsElement>,
  OsiguPreauthRequestsElement
> &
  RequestsAttributes &
  RequestsProperties & {
    [Name in keyof PreauthRequestsEvents as `on${Name}`]?: (
      event: CustomEvent<PreauthRequestsEvents[Name]>,
    ) => void;
  };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "osigu-preauth": JsxElement;
      "osigu-preauth-requests": JsxRequests;
    }
  }
}
